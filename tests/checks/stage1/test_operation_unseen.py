"""There is not one record that anything of the system is being done."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.risk import Risk
from tests.lib.stage1 import AS_OF, look, material

CHECK = "operation-unseen"
RISK = Risk(key="R-1", title="Fire")


def one_record(on: date) -> RecordSummary:
    return RecordSummary("incident", "records/i.csv", Stretch(1, on, on), {on: 1})


@pytest.mark.row("R-110")
def test_a_single_record_by_the_day_is_silent() -> None:
    assert look(CHECK, material(RISK, records=(one_record(AS_OF),))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-110", "R-258")
@pytest.mark.parametrize("records", [(), (one_record(date(2026, 2, 1)),)], ids=["none", "later"])
def test_none_blocks(records: tuple[RecordSummary, ...]) -> None:
    (deviation,) = look(CHECK, material(RISK, records=records)).deviations

    assert deviation.blocks
    assert deviation.says == "There is no record of any kind by 2026-01-31."


@pytest.mark.row("R-110")
def test_records_that_were_not_counted_are_unknown() -> None:
    assert look(CHECK, material(RISK)).verdict is Verdict.NOT_TESTED


def test_an_empty_organisation_is_not_tested() -> None:
    assert look(CHECK, material(records=())).verdict is Verdict.NOT_TESTED
