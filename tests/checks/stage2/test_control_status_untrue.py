"""A control is said to operate, and its records do not say so."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from assay.domain.soa_row import ControlStatus
from tests.lib.spans import WALK, slips
from tests.lib.stage2 import look, operation, said, untold

CHECK = "control-status-untrue"
SAID = WALK.changed(status=ControlStatus.OPERATING, operating_since_on=date(2025, 9, 1))


@pytest.mark.row("R-049")
def test_a_control_with_records_is_silent() -> None:
    found = look(CHECK, operation(SAID, *slips("2025-09-30", "2025-12-20")))

    assert found.verdict is Verdict.CONFORMS


@pytest.mark.row("R-049")
def test_a_control_without_a_record_in_the_window_speaks() -> None:
    at = operation(SAID.changed(operating_since_on=date(2025, 1, 1)), *slips("2025-07-30"))

    assert said(CHECK, at) == {
        "A.7.4": (
            "A.7.4 (Physical security monitoring) is said to operate since 2025-01-01, monthly; "
            "there is no record of office_walk from 2025-07-31 to 2026-01-31."
        )
    }


@pytest.mark.row("R-049")
@pytest.mark.parametrize(("first", "silent"), [("2025-10-16", True), ("2025-10-17", False)])
def test_a_first_record_46_days_after_the_stated_day_speaks(
    first: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    at = operation(SAID, *slips(first, "2026-01-20"))

    assert said(CHECK, at) == (
        {}
        if silent
        else {
            "A.7.4": (
                "A.7.4 (Physical security monitoring) is said to operate since 2025-09-01, "
                "monthly; the first record of office_walk is of 2025-10-17, 46 days later."
            )
        }
    )


@pytest.mark.row("R-049")
def test_a_yearly_control_has_the_year() -> None:
    row = SAID.changed(frequency=Frequency.YEARLY)

    assert said(CHECK, operation(row, *slips("2025-02-10"))) == {}
    assert list(said(CHECK, operation(row, *slips("2025-01-10")))) == ["A.7.4"]


@pytest.mark.row("R-049", "R-156")
def test_a_control_by_event_without_events_is_unknown() -> None:
    at = operation(SAID.changed(frequency=Frequency.PER_EVENT))

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {
        "A.7.4": "no event left a record of office_walk: nothing happened, or nobody wrote it"
    }


def test_a_control_that_nobody_says_to_operate_is_not_asked() -> None:
    found = look(CHECK, operation(WALK))

    assert (found.verdict, found.why_not_tested) == (
        Verdict.NOT_TESTED,
        "no control is said to operate",
    )
