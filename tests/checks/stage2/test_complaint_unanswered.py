"""Complaints waited longer for an answer than promised."""

from datetime import date
from decimal import Decimal

import pytest

from assay.domain.calendar_day import CalendarDay
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.site import Site
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "complaint-unanswered"
NORTH = Site(key="NTH", name="North works")
HOLIDAY = CalendarDay(key="NTH / 1", site="NTH", on=date(2026, 1, 14))
COMPLAINTS = """
    complaint_id | customer | received_at   | answered_at | site
    -------------+----------+---------------+-------------+-----
    CP-1         | Kestrel  | {received}    | {answered}  | NTH
"""
PROMISE = promise(
    ClaimKind.DEADLINE,
    "complaint",
    "received_at",
    "answered_at",
    limit=Decimal(5),
    unit="working days",
)


def complaint(received: str, answered: str) -> str:
    return COMPLAINTS.format(received=received, answered=answered)


@pytest.mark.parametrize(
    ("items", "answered", "late"),
    [
        ((), "2026-01-19 17:00", ""),
        ((), "2026-01-20 08:00", "6 working days"),
        ((HOLIDAY,), "2026-01-20 08:00", ""),
    ],
    ids=["five working days", "six", "six, one of them a holiday of the site"],
)
def test_working_days_are_those_of_the_site(
    items: tuple[CalendarDay, ...], answered: str, late: str
) -> None:
    at = works(NORTH, PROMISE, *items, complaint=complaint("2026-01-12 09:00", answered))

    assert said(CHECK, at) == (
        {
            "CL-1": f"1 of 1 complaints waited longer than promised: CP-1 ({late}); "
            'PRO-9, 4 Release: "As it is written here".'
        }
        if late
        else {}
    )


@pytest.mark.parametrize(("received", "named"), [("2026-01-22", ["CP-1"]), ("2026-01-23", [])])
def test_one_still_open_speaks_once_its_time_is_up(received: str, named: list[str]) -> None:
    at = works(NORTH, PROMISE, complaint=complaint(f"{received} 09:00", ""))

    assert keys(CHECK, at) == named


def test_an_answer_from_before_the_complaint_cannot_be_told() -> None:
    at = works(NORTH, PROMISE, complaint=complaint("2026-01-12 09:00", "2026-01-09 09:00"))

    assert untold(CHECK, at) == {"CL-1": "no case it applies to can be decided (complaints)"}


def test_without_a_promise_or_records_nothing_is_tested() -> None:
    found = look(CHECK, works(complaint=complaint("2026-01-02 09:00", "")))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "no document promises how soon complaints are answered"
    assert untold(CHECK, works(PROMISE)) == {
        "CL-1": "there are no records of complaint (complaints)"
    }
