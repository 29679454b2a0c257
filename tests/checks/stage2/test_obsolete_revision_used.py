"""Work was done to a revision that was not the one in force that day."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import works

CHECK = "obsolete-revision-used"
NAME = "revisions of jobs"
DRAWINGS = """
    release_id | part | revision | released_at         | released_by | superseded_at
    -----------+------+----------+---------------------+-------------+--------------------
    P-1/A      | P-1  | A        | 2025-11-03 09:00:00 | cy          | 2026-01-12 09:00:00
    P-1/B      | P-1  | B        | 2026-01-12 09:00:00 | cy          |
"""
JOBS = """
    job_id | order | part   | revision   | quantity | started_at
    -------+-------+--------+------------+----------+-----------
    WO-1   | SO-1  | {part} | {revision} | 8        | {at}
"""


def job(revision: str, at: str, part: str = "P-1") -> dict[str, str]:
    jobs = JOBS.format(part=part, revision=revision, at=at)
    return {"design_release": DRAWINGS, "work_order": jobs}


@pytest.mark.row("R-162")
@pytest.mark.parametrize(
    ("revision", "at"),
    [
        ("A", "2025-11-03 09:00:00"),
        ("A", "2026-01-12 08:59:59"),
        ("B", "2026-01-12 09:00:00"),
        ("B", "2026-01-20 09:00:00"),
    ],
)
def test_the_revision_in_force_when_the_job_was_begun_is_silent(revision: str, at: str) -> None:
    assert look(CHECK, works(**job(revision, at))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-162")
@pytest.mark.parametrize(
    ("revision", "at", "told"),
    [
        ("A", "2026-01-12 09:00:00", "P-1 to A on 2026-01-12, B in force"),
        ("B", "2026-01-12 08:59:59", "P-1 to B on 2026-01-12, A in force"),
        ("C", "2026-01-20 09:00:00", "P-1 to C on 2026-01-20, B in force"),
        ("A", "2025-11-03 08:59:59", "P-1 to A on 2025-11-03"),
    ],
    ids=["superseded", "not yet released", "never released", "before any"],
)
def test_any_other_revision_speaks_with_the_one_in_force(revision: str, at: str, told: str) -> None:
    assert said(CHECK, works(**job(revision, at))) == {
        NAME: f"1 of 1 jobs used a revision that was not in force: WO-1 ({told})."
    }


def test_a_part_without_any_drawing_on_record_cannot_be_told() -> None:
    assert untold(CHECK, works(**job("A", "2026-01-20 09:00:00", part="P-2"))) == {
        NAME: "no case it applies to can be decided (work orders)"
    }


def test_a_job_without_its_revision_cannot_be_told() -> None:
    assert untold(CHECK, works(**job("", "2026-01-20 09:00:00"))) == {
        NAME: "no case it applies to can be decided (work orders)"
    }


def test_on_the_day_of_the_change_nobody_can_tell_where_only_days_are_known() -> None:
    by_day = {
        "design_release": DRAWINGS.replace(" 09:00:00", ""),
        "work_order": job("A", "2026-01-12")["work_order"],
    }

    assert look(CHECK, works(**by_day)).verdict is Verdict.NOT_TESTED


def test_a_job_that_has_not_begun_is_not_asked_for() -> None:
    two = job("B", "2026-01-20 09:00:00")
    two["work_order"] += "    WO-2   | SO-2  | P-1    | A          | 8        | \n"

    assert keys(CHECK, works(**two)) == []


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    only = {"work_order": job("A", "2026-01-20 09:00:00")["work_order"]}
    assert untold(CHECK, works(**only)) == {
        NAME: "there are no records of released drawings (work orders)"
    }
