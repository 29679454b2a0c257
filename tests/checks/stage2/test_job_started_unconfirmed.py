"""Jobs were started before anybody had confirmed which drawing revision holds."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "job-started-unconfirmed"
FIRST, THEN = "drawing revision confirmed", "job started"
EVENTS = """
    event_id | case | activity | at
    ---------+------+----------+-----------------
    E-1      | WO-1 | {first}  | {at}
    E-2      | WO-1 | {then}   | 2026-01-12 12:00
    E-3      | WO-2 | {first}  | 2026-01-12 09:00
"""
PROMISE = promise(ClaimKind.PRECEDENCE, "event", FIRST, THEN)


def events(at: str, first: str = FIRST) -> str:
    return EVENTS.format(first=first, then=THEN, at=at)


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-01-12 11:59", {}),
        (
            "2026-01-12 12:20",
            {
                "CL-1": "1 of 1 jobs had no revision confirmed before they were started: "
                'WO-1 (-20 min); PRO-9, 4 Release: "As it is written here".'
            },
        ),
    ],
)
def test_a_job_that_came_first_is_named_with_the_minutes(at: str, says: dict[str, str]) -> None:
    assert said(CHECK, works(PROMISE, event=events(at))) == says


def test_a_job_without_it_is_named() -> None:
    rows = events("2026-01-12 11:59").splitlines()
    without = "\n".join(row for row in rows if "E-1 " not in row)

    assert keys(CHECK, works(PROMISE, event=without)) == ["WO-1"]


def test_at_one_instant_nobody_can_tell() -> None:
    assert untold(CHECK, works(PROMISE, event=events("2026-01-12 12:00"))) == {
        "CL-1": "no case it applies to can be decided (event log)"
    }


def test_without_a_promise_or_records_nothing_is_tested() -> None:
    found = look(CHECK, works(event=events("2026-01-12 12:20")))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == (
        "no document promises that revisions are confirmed before jobs start"
    )
    assert untold(CHECK, works(PROMISE)) == {"CL-1": "there are no records of event (event log)"}
