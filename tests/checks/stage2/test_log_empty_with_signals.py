"""A log is empty although signals tell that something happened."""

import pytest

from assay.checks.operation import Operation
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, operation, said, untold

CHECK = "log-empty-with-signals"
EMPTY = "incident_id | detected_at | logged_at"
ONE = f"{EMPTY}\nINC-1 | 2026-01-05 09:00:00 | 2026-01-05 10:00:00"
ALERTS = """
    alert_id | severity | raised_at           | decision    | incident
    ALR-1    | low      | 2026-01-05 09:00:00 | false alarm |
    ALR-2    | high     | 2026-01-06 09:00:00 | {rest}
"""
DRILLS = """
    drill_id | plan  | held_at             | detected_at         | logged_at
    EX-1     | PRO-3 | 2025-11-16 10:00:00 | 2025-11-16 10:04:00 | 2025-11-16 11:00:00
    EX-2     | PRO-3 | 2025-12-16 10:00:00 | 2025-12-16 10:04:00 | 2025-12-16 10:27:00
"""
COMPLAINTS = "complaint_id | customer | received_at"
REPORTS = """
    ncr_id | job  | raised_at           | raised_by
    NCR-1  | WO-1 | 2026-01-05 09:00:00 | ana
    NCR-2  | {job} | 2026-01-20 09:00:00 | ana
"""
DELIVERIES = """
    delivery_id | job  | delivered_at
    DN-1        | WO-1 | 2026-01-06 09:00:00
    DN-2        | WO-2 | 2026-01-10 09:00:00
"""


def incidents(log: str, rest: str | None = None, drills: str = "") -> Operation:
    records = {"incident": log}
    if rest is not None:
        records["alert"] = ALERTS.format(rest=rest)
    if drills:
        records["drill"] = drills
    return operation(records=records)


@pytest.mark.row("R-125", "R-156")
@pytest.mark.parametrize("rest", ["incident | INC-1", " | ", "incident | "])
def test_not_recorded_where_signals_belong_in_the_empty_log(rest: str) -> None:
    assert said(CHECK, incidents(EMPTY, rest)) == {
        "incident": (
            "The log of incidents is empty, while 1 of 2 alerts name an incident or were never "
            "decided: ALR-2."
        )
    }


@pytest.mark.row("R-125", "R-129", "R-156")
def test_no_events_is_not_tested_and_an_exercise_stands_in() -> None:
    found = incidents(EMPTY, "expected | ", DRILLS)

    assert look(CHECK, found).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, found) == {
        "incident": (
            "no events: the log of incidents is there and empty, and none of 2 signals belongs "
            "in it; nothing can be tested; the exercise EX-2 of 2025-12-16 can stand in for it, "
            "written down after 23 min"
        )
    }


@pytest.mark.row("R-156")
def test_no_events_without_an_exercise_says_so() -> None:
    assert untold(CHECK, incidents(EMPTY, "expected | "))["incident"].endswith(
        "nothing can be tested, and no exercise stands in for it"
    )


@pytest.mark.row("R-125", "R-156")
def test_records_are_a_log_whatever_the_signals() -> None:
    assert look(CHECK, incidents(ONE, "incident | INC-7")).verdict is Verdict.CONFORMS


@pytest.mark.row("R-156")
def test_records_before_the_window_leave_the_log_empty() -> None:
    assert said(CHECK, incidents(ONE.replace("2026", "2025"), "incident | INC-1")) != {}


@pytest.mark.row("R-156")
def test_without_signals_nobody_can_tell_why_the_log_is_empty() -> None:
    assert untold(CHECK, incidents(EMPTY)) == {
        "incident": (
            "the log of incidents is empty, and nothing tells whether anything happened: "
            "there are no records of alert"
        )
    }


@pytest.mark.row("R-156")
def test_where_the_profile_takes_an_empty_log_for_fine_decided_signals_are_enough() -> None:
    records = {"incident": EMPTY, "alert": ALERTS.format(rest="expected | ")}

    found = look(CHECK, operation(records=records, profile="isms-lean"))

    assert found.verdict is Verdict.CONFORMS


@pytest.mark.row("R-125")
@pytest.mark.parametrize(("job", "speaks"), [("WO-1", True), ("WO-2", True), ("WO-3", False)])
def test_a_report_on_delivered_parts_belongs_in_the_log_of_complaints(
    job: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    records = {"complaint": COMPLAINTS, "ncr": REPORTS.format(job=job), "delivery": DELIVERIES}

    spoken = said(CHECK, operation(records=records, standards=["iso9001-2015"]))

    assert spoken == (
        {
            "complaint": (
                "The log of complaints is empty, while 1 of 2 reports are about parts that had "
                "been delivered: NCR-2."
            )
        }
        if speaks
        else {}
    )


def test_reports_without_deliveries_tell_nothing() -> None:
    records = {"complaint": COMPLAINTS, "ncr": REPORTS.format(job="WO-1")}

    assert untold(CHECK, operation(records=records))["complaint"].endswith(
        "no records tell which jobs were delivered when"
    )


def test_without_any_log_nothing_is_tested() -> None:
    found = look(CHECK, operation())

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "there is no log of incidents or complaints"
