"""How far each process has come, told by its records and never by what anybody typed."""

from datetime import date
from decimal import Decimal

import pytest

from assay.assessment.maturity import Maturity, ProcessMaturity, process_maturities
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.document import Document, DocumentType
from assay.domain.item import Item
from assay.domain.kpi import Kpi
from assay.domain.measurement import Measurement
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.scope import VersionStatus
from tests.lib.processes import process
from tests.lib.stage1 import material

CHANGES = process("P-1", records=("change",), documents=("PRO-1",), kpis=("K-1",))
PROCEDURE = Document(
    key="PRO-1", title="Changes", type=DocumentType.PROCEDURE, status=VersionStatus.APPROVED
)
READ = Acknowledgement(document="PRO-1", person="ana", key="A-1")
KPI = Kpi(key="K-1", name="In time", target=Decimal(95))
VALUE = Measurement(key="V-1", of="K-1", measured_on=date(2026, 1, 15), value=Decimal(96))


def step(*items: Item, days: tuple[date, ...] = ()) -> ProcessMaturity:
    stretch = Stretch(len(days), min(days, default=None), max(days, default=None))
    summary = RecordSummary("change", "records/c.csv", stretch, dict.fromkeys(days, 2))
    return process_maturities(material(CHANGES, *items, records=(summary,)))[0]


@pytest.mark.row("R-105")
def test_described_and_no_more_is_designed() -> None:
    assert step(PROCEDURE) == ProcessMaturity(
        "P-1", Maturity.DESIGNED, "PRO-1 describes it; no record yet"
    )


@pytest.mark.row("R-105")
def test_read_by_staff_is_introduced() -> None:
    assert step(PROCEDURE, READ) == ProcessMaturity(
        "P-1", Maturity.INTRODUCED, "PRO-1 has been read by staff; no record yet"
    )


@pytest.mark.row("R-105")
def test_records_of_a_single_day_introduce_it() -> None:
    assert step(PROCEDURE, days=(date(2026, 1, 5),)).because == (
        "all records are of one day, 2026-01-05"
    )


@pytest.mark.row("R-105")
@pytest.mark.parametrize(
    ("first_on", "expected", "because"),
    [
        (date(2025, 10, 31), Maturity.OPERATING, "records since 2025-10-31, 3 months"),
        (date(2025, 11, 1), Maturity.OPERATING_BRIEFLY, "records since 2025-11-01, 2 months of 3"),
    ],
)
def test_three_months_of_records_make_the_difference(
    first_on: date, expected: Maturity, because: str
) -> None:
    found = step(PROCEDURE, days=(first_on, date(2026, 1, 20)))

    assert found == ProcessMaturity("P-1", expected, because, 4, first_on, date(2026, 1, 20))


@pytest.mark.row("R-105")
def test_a_measure_with_target_and_values_makes_it_measured() -> None:
    days = (date(2025, 8, 1), date(2026, 1, 20))

    assert step(KPI, VALUE, days=days).step is Maturity.MEASURED
    assert step(KPI, VALUE, days=days).because == (
        "records since 2025-08-01, 5 months; measured by K-1"
    )
    assert step(KPI.changed(target=None), VALUE, days=days).step is Maturity.OPERATING
    assert step(KPI, VALUE.changed(measured_on=date(2025, 7, 30)), days=days).step is (
        Maturity.OPERATING
    )
    assert step(KPI, VALUE, days=(date(2025, 11, 1), date(2026, 1, 2))).step is (
        Maturity.OPERATING_BRIEFLY
    )


@pytest.mark.row("R-105")
def test_a_process_without_records_in_the_window_has_fallen_back() -> None:
    found = step(PROCEDURE, days=(date(2024, 1, 1), date(2025, 7, 30)))

    assert (found.step, found.because) == (
        Maturity.INTRODUCED,
        "the last record is of 2025-07-30, before 2025-07-31",
    )


def test_records_after_the_audit_are_not_seen_yet() -> None:
    assert step(PROCEDURE, days=(date(2026, 2, 1),)).step is Maturity.DESIGNED


def test_what_cannot_be_told_has_no_step_and_a_reason() -> None:
    nothing = step()
    uncounted = process_maturities(material(CHANGES))[0]
    nameless = process_maturities(material(process("P-2"), records=()))[0]

    assert [(each.step, each.because) for each in (nothing, uncounted, nameless)] == [
        (None, "no document in use describes it, and no record"),
        (None, "records were not counted"),
        (None, "it names no family of records"),
    ]
