"""Parts were released before their final inspection had accepted them."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "released-before-final-inspection"
NAME = "releases and final inspections"
LOOKS = """
    inspection_id | job  | kind       | inspected_at        | inspector | result
    --------------+------+------------+---------------------+-----------+---------
    IR-1          | WO-1 | in process | 2026-01-12 08:00:00 | bo        | accepted
    IR-2          | WO-1 | final      | 2026-01-12 09:00:00 | bo        | rejected
    IR-3          | WO-1 | final      | 2026-01-12 10:00:00 | bo        | {result}
"""
RELEASES = """
    release_id | job  | released_at | quantity | released_by | concession
    -----------+------+-------------+----------+-------------+-----------
    RL-1       | WO-1 | {at}        | 8        | ana         | {concession}
"""
PROMISE = promise(ClaimKind.PRECEDENCE, "event", "final inspection accepted", "released")


def released(at: str, result: str = "accepted", concession: str = "") -> dict[str, str]:
    return {
        "inspection": LOOKS.format(result=result),
        "release": RELEASES.format(at=at, concession=concession),
    }


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-01-12 10:01:00", {}),
        (
            "2026-01-12 09:20:00",
            {NAME: "1 of 1 releases had no accepted final inspection before: RL-1 (-40 min)."},
        ),
    ],
)
def test_only_an_accepted_final_inspection_before_the_release_counts(
    at: str, says: dict[str, str]
) -> None:
    assert said(CHECK, works(**released(at))) == says


def test_a_release_after_a_rejection_alone_is_named() -> None:
    assert keys(CHECK, works(**released("2026-01-12 11:00:00", result="rejected"))) == ["RL-1"]


def test_a_release_under_a_concession_is_excepted() -> None:
    found = look(CHECK, works(**released("2026-01-12 11:00:00", "rejected", "CC-7")))

    assert not found.deviations
    assert [each.excepted for each in found.figures] == [1]


def test_at_one_instant_nobody_can_tell() -> None:
    assert untold(CHECK, works(**released("2026-01-12 10:00:00"))) == {
        NAME: "no case it applies to can be decided (releases)"
    }


def test_a_promise_is_held_against_the_event_log() -> None:
    events = """
        event_id | case | activity                  | at
        ---------+------+---------------------------+---------------------
        E-1      | WO-1 | final inspection accepted | 2026-01-12 12:40:00
        E-2      | WO-1 | released                  | 2026-01-12 12:00:00
    """

    assert said(CHECK, works(PROMISE, event=events)) == {
        "CL-1": "1 of 1 jobs had no accepted final inspection before: WO-1 (-40 min); "
        'PRO-9, 4 Release: "As it is written here".'
    }


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    only = {"release": released("2026-01-12 11:00:00")["release"]}
    assert untold(CHECK, works(**only)) == {NAME: "there are no records of inspections (releases)"}
