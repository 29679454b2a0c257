"""A new revision was made without a first article that had been accepted."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "first-article-missing"
NAME = "revisions and first articles"
DRAWINGS = """
    release_id | part | revision | released_at         | released_by
    -----------+------+----------+---------------------+------------
    P-1/B      | P-1  | B        | 2026-01-02 09:00:00 | cy
"""
JOBS = """
    job_id | order | part | revision | quantity | finished_at
    -------+-------+------+----------+----------+--------------------
    WO-0   | SO-0  | P-1  | A        | 8        | 2026-01-05 10:00:00
    WO-1   | SO-1  | P-1  | B        | 8        | {finished}
    WO-2   | SO-2  | P-1  | B        | 8        | 2026-01-19 10:00:00
"""
LOOKS = """
    inspection_id | job   | kind   | inspected_at        | inspector | result
    --------------+-------+--------+---------------------+-----------+---------
    IR-0          | WO-0  | final  | 2026-01-05 11:00:00 | bo        | accepted
    IR-1          | {job} | {kind} | {at}                | bo        | {result}
"""


def made(
    *,
    job: str = "WO-1",
    kind: str = "first article",
    at: str = "2026-01-12 09:59:00",
    result: str = "accepted",
    finished: str = "2026-01-12 10:00:00",
) -> dict[str, str]:
    return {
        "design_release": DRAWINGS,
        "work_order": JOBS.format(finished=finished),
        "inspection": LOOKS.format(job=job, kind=kind, at=at, result=result),
    }


def test_a_first_article_accepted_before_the_first_job_was_done_is_silent() -> None:
    found = look(CHECK, works(**made()))

    assert found.verdict is Verdict.CONFORMS
    (figures,) = found.figures
    assert (figures.population, figures.conforming) == (1, 1)


@pytest.mark.parametrize(
    ("records", "named"),
    [
        (made(kind="in process"), "P-1/B"),
        (made(result="rejected"), "P-1/B"),
        (made(job="WO-0"), "P-1/B"),
        (made(at="2026-01-12 10:30:00"), "P-1/B (-30 min)"),
    ],
    ids=["none", "rejected", "of the revision before", "after the first job"],
)
def test_a_revision_made_without_one_is_named(records: dict[str, str], named: str) -> None:
    assert said(CHECK, works(**records)) == {
        NAME: f"1 of 1 new revisions went into work without a first article: {named}."
    }


def test_a_revision_of_which_nothing_is_done_yet_is_not_asked_for() -> None:
    records = made(kind="in process", finished="")
    records["work_order"] = records["work_order"].replace("2026-01-19 10:00:00", "")

    assert look(CHECK, works(**records)).verdict is Verdict.NOT_TESTED


def test_at_one_instant_nobody_can_tell() -> None:
    assert untold(CHECK, works(**made(at="2026-01-12 10:00:00"))) == {
        NAME: "no case it applies to can be decided (released drawings)"
    }


def test_a_revision_from_before_the_window_is_not_asked_for() -> None:
    records = made(kind="in process")
    records["design_release"] = DRAWINGS.replace("2026-01-02", "2024-01-02")

    assert look(CHECK, works(**records)).verdict is Verdict.NOT_TESTED


def test_a_promise_is_held_against_the_event_log() -> None:
    events = """
        event_id | case | activity               | at
        ---------+------+------------------------+---------------------
        E-1      | WO-1 | first article accepted | 2026-01-12 12:40:00
        E-2      | WO-1 | released               | 2026-01-12 12:00:00
    """
    claim = promise(ClaimKind.PRECEDENCE, "event", "first article accepted", "released")

    assert keys(CHECK, works(claim, event=events)) == ["WO-1"]


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(design_release=DRAWINGS)) == {
        NAME: "there are no records of work orders (released drawings)"
    }
