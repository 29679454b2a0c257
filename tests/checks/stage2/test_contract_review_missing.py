"""Work was done for an order that nobody had reviewed, or not in time."""

from decimal import Decimal

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "contract-review-missing"
JOBS = """
    job_id | order   | part | revision | quantity | planned_at
    -------+---------+------+----------+----------+--------------------
    WO-1   | {order} | P-1  | A        | 8        | 2026-01-12 10:00:00
    WO-2   | SO-2    | P-1  | A        | 8        | 2026-01-13 10:00:00
"""
REVIEWS = """
    review_id | enquiry | order | reviewed_at         | reviewer
    ----------+---------+-------+---------------------+---------
    CR-1      | EN-1    | SO-1  | 2026-01-08 10:00:00 | ana
    CR-2      | EN-2    | SO-2  | 2026-01-09 10:00:00 | ana
"""
EVENTS = """
    event_id | case | activity         | at                  | site
    ---------+------+------------------+---------------------+-----
    E-1      | SO-1 | enquiry received | 2026-01-08 10:00:00 |
    E-2      | SO-1 | order reviewed   | {at}                |
"""
IN_TIME = promise(
    ClaimKind.DEADLINE,
    "event",
    "enquiry received",
    "order reviewed",
    limit=Decimal(5),
    unit="days",
)


def test_jobs_for_reviewed_orders_are_silent() -> None:
    at = works(work_order=JOBS.format(order="SO-1"), contract_review=REVIEWS)

    found = look(CHECK, at)

    assert found.verdict is Verdict.CONFORMS
    assert [each.conforming for each in found.figures] == [2]


@pytest.mark.parametrize("order", ["SO-9", ""], ids=["unknown", "none"])
def test_a_job_for_an_order_that_nobody_reviewed_is_named(order: str) -> None:
    at = works(work_order=JOBS.format(order=order), contract_review=REVIEWS)

    assert said(CHECK, at) == {
        "jobs and reviews": "Of 1 of 2 jobs the order has no contract review: WO-1."
    }


def test_a_review_that_has_not_been_held_is_none() -> None:
    open_still = REVIEWS.replace("2026-01-08 10:00:00", "")

    at = works(work_order=JOBS.format(order="SO-1"), contract_review=open_still)

    assert keys(CHECK, at) == ["WO-1"]


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-01-13 10:00:00", {}),
        (
            "2026-01-13 11:00:00",
            {
                "CL-1": "Of 1 of 1 orders the review came late or not at all: SO-1 (5 d 1 h); "
                'PRO-9, 4 Release: "As it is written here".'
            },
        ),
    ],
)
def test_an_hour_later_than_promised_speaks_with_the_time(at: str, says: dict[str, str]) -> None:
    assert said(CHECK, works(IN_TIME, event=EVENTS.format(at=at))) == says


@pytest.mark.parametrize(("day", "named"), [("08", ["SO-1"]), ("28", [])])
def test_a_case_never_reviewed_is_late_once_its_time_is_up(day: str, named: list[str]) -> None:
    events = EVENTS.format(at="2026-01-29 10:00:00")
    never = events.replace("order reviewed", "order accepted").replace(
        "2026-01-08", f"2026-01-{day}"
    )

    assert keys(CHECK, works(IN_TIME, event=never)) == named


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(work_order=JOBS.format(order="SO-1"))) == {
        "jobs and reviews": "there are no records of contract reviews (work orders)"
    }
