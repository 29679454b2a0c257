"""A control works less often than the Statement of Applicability says."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from assay.domain.soa_row import ControlStatus
from tests.lib.spans import WALK, slips
from tests.lib.stage2 import look, operation, said, untold

CHECK = "rhythm-unkept"


@pytest.mark.row("R-148")
@pytest.mark.parametrize(("last", "silent"), [("2025-12-17", True), ("2025-12-16", False)])
def test_45_days_to_the_audit_are_silent_and_46_speak(
    last: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    at = operation(WALK, *slips("2025-10-01", "2025-11-10", last))

    assert said(CHECK, at) == (
        {}
        if silent
        else {
            "A.7.4": (
                "A.7.4 (Physical security monitoring) works monthly; the longest time without a "
                "record of office_walk is 46 days, from 2025-12-16 (3 records in the window, "
                "5 expected)."
            )
        }
    )


@pytest.mark.row("R-148")
def test_a_hole_in_the_middle_speaks_though_the_last_record_is_recent() -> None:
    days = ("2025-07-10", "2026-01-26", "2026-01-30")

    (deviation,) = look(CHECK, operation(WALK, *slips(*days))).deviations

    assert deviation.measured == "200 days"
    assert "from 2025-07-10" in deviation.says


@pytest.mark.row("R-148")
def test_a_quarter_is_92_days() -> None:
    row = WALK.changed(frequency=Frequency.QUARTERLY)

    (deviation,) = look(CHECK, operation(row, *slips("2025-08-01", "2025-10-01"))).deviations

    assert deviation.threshold is not None
    assert deviation.threshold.value == "quarterly (92 days), with 14 days of tolerance"
    assert deviation.measured == "122 days"


@pytest.mark.row("R-148")
def test_where_a_document_promises_the_rhythm_its_check_speaks() -> None:
    claim = Claim(key="C", document="D", kind=ClaimKind.FREQUENCY, family="office_walk", first="at")

    found = look(CHECK, operation(WALK, claim, *slips("2025-09-01")))

    assert (found.verdict, found.deviations) == (Verdict.CONFORMS, ())


def test_no_record_of_what_is_said_to_operate_is_told_as_an_untrue_status() -> None:
    at = operation(WALK.changed(status=ControlStatus.OPERATING), *slips("2025-07-01"))

    assert said(CHECK, at) == {}
    assert list(said("control-status-untrue", at)) == ["A.7.4"]


@pytest.mark.row("R-148")
def test_a_rhythm_that_nobody_said_is_unknown() -> None:
    at = operation(WALK.changed(frequency=None), *slips("2026-01-20"))

    assert untold(CHECK, at) == {"A.7.4": "nothing says how often it works"}


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, operation(WALK)).verdict is Verdict.NOT_TESTED
