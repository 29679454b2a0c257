"""Nonconforming output waited for a decision, or was closed without one."""

from decimal import Decimal

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "nonconformity-without-disposition"
REPORTS = """
    ncr_id | raised_at        | raised_by | disposition | disposed_by | disposed_at | closed_at
    -------+------------------+-----------+-------------+-------------+-------------+----------
    NCR-1  | 2026-01-02 09:00 | bo        | {what}      | {by}        | {at}        | {closed}
"""
IN_TIME = promise(
    ClaimKind.DEADLINE, "ncr", "raised_at", "disposed_at", limit=Decimal(10), unit="days"
)
NAME = "closed reports"


def report(at: str, what: str = "rework", by: str = "ana", closed: str = "") -> str:
    return REPORTS.format(at=at, what=what, by=by, closed=closed)


@pytest.mark.parametrize(
    ("at", "late"),
    [
        ("2026-01-12 09:00", ""),
        ("2026-01-12 10:00", "10 d 1 h"),
        ("", "29 days"),
    ],
    ids=["in time", "an hour late", "never"],
)
def test_a_decision_that_came_late_or_never_speaks_with_the_time(at: str, late: str) -> None:
    assert said(CHECK, works(IN_TIME, ncr=report(at))) == (
        {
            "CL-1": f"1 of 1 nonconformities waited longer than promised: NCR-1 ({late}); "
            'PRO-9, 4 Release: "As it is written here".'
        }
        if late
        else {}
    )


@pytest.mark.parametrize(("what", "by"), [("", "ana"), ("rework", "")], ids=["no word", "no name"])
def test_a_report_closed_without_a_decision_is_named(what: str, by: str) -> None:
    closed = report("2026-01-03 09:00", what, by, closed="2026-01-05 09:00")

    assert said(CHECK, works(IN_TIME, ncr=closed)) == {
        NAME: "1 of 1 closed reports tell no decision, or not whose it was: NCR-1."
    }


def test_a_closed_report_with_its_decision_is_silent_without_any_promise() -> None:
    closed = report("2026-01-03 09:00", closed="2026-01-05 09:00")

    assert look(CHECK, works(ncr=closed)).verdict is Verdict.CONFORMS


def test_an_open_report_says_nothing_without_a_promise() -> None:
    assert untold(CHECK, works(ncr=report(""))) == {
        NAME: "what the promise is about never happened (nonconformity reports)"
    }


def test_one_raised_on_a_job_is_followed_in_the_event_log() -> None:
    events = """
        event_id | case | activity             | at
        ---------+------+----------------------+-----------------
        E-1      | WO-1 | nonconformity raised | 2026-01-02 09:00
        E-2      | WO-1 | disposition decided  | 2026-01-05 09:00
        E-3      | WO-2 | nonconformity raised | 2026-01-02 09:00
    """
    claim = promise(
        ClaimKind.RESPONSE,
        "event",
        "nonconformity raised",
        "disposition decided",
        limit=Decimal(10),
        unit="days",
    )

    assert keys(CHECK, works(claim, event=events)) == ["WO-2"]


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(IN_TIME)) == {
        "CL-1": "there are no records of ncr (nonconformity reports)",
        NAME: "there are no records of ncr (nonconformity reports)",
    }
