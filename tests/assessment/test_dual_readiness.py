"""Each document of Stage 1 beside the records and the work that belong to it."""

from datetime import date

import pytest

from assay.assessment.dual_readiness import dual_readiness
from assay.domain.document import Document
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.scope import VersionStatus
from assay.domain.soa_row import SoaRow
from assay.domain.treatment import Treatment
from tests.lib.stage1 import material

POLICY = Document(key="POL-1", title="Policy", status=VersionStatus.APPROVED)
ROW = SoaRow(key="A.8.32", documents=("POL-1",), families=("change",))
TREATMENT = Treatment(key="T-1", action="Build it", controls=("A.8.32",))


def changes(*days: date) -> tuple[RecordSummary, ...]:
    counted = dict.fromkeys(days, 2)
    whole = Stretch(2 * len(days), min(days, default=None), max(days, default=None))
    return (RecordSummary("change", "records/change.csv", whole, counted),)


@pytest.mark.row("R-113")
def test_a_document_shows_its_records_of_the_window_and_its_tasks() -> None:
    records = changes(date(2025, 7, 30), date(2025, 7, 31), date(2026, 1, 31))

    (line,) = dual_readiness(material(POLICY, ROW, TREATMENT, records=records))

    assert (line.families, line.records, line.tasks) == (("change",), 4, ("treatment T-1",))
    assert line.flag == ""


@pytest.mark.row("R-113")
def test_a_document_without_records_and_tasks_has_no_connection() -> None:
    (line,) = dual_readiness(material(POLICY, records=changes(date(2026, 1, 1))))

    assert (line.records, line.connected, line.flag) == (0, False, "no connection")


@pytest.mark.row("R-113")
def test_a_task_alone_is_a_connection() -> None:
    (line,) = dual_readiness(material(POLICY, ROW, TREATMENT, records=()))

    assert (line.records, line.flag) == (0, "")


@pytest.mark.row("R-113", "R-306")
def test_records_that_were_not_counted_are_unknown() -> None:
    (line,) = dual_readiness(material(POLICY, ROW))

    assert (line.connected, line.flag) == (None, "unknown")
