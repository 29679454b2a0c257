"""Which document answers each clause and control, and which records show it."""

import pytest

from assay.assessment.evidence_matrix import CellState, MatrixRow, evidence_matrix
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.scope import VersionStatus
from assay.domain.soa_row import Applicability, SoaRow
from tests.lib.demo_material import demo_material
from tests.lib.stage1 import material

POLICY = Document(key="POL-1", title="Buying", status=VersionStatus.APPROVED, controls=("A.5.19",))
BUYING = Process(
    key="PR-1", name="Buying", clauses=("8.1",), documents=("POL-1",), records=("vendor_review",)
)
CONTROL = SoaRow(key="A.5.19", applicability=Applicability.INCLUDED, families=("vendor_review",))


def counted(*families: str, count: int = 3) -> tuple[RecordSummary, ...]:
    return tuple(
        RecordSummary(family, f"records/{family}.csv", Stretch(count)) for family in families
    )


def row_of(number: str, *items: Item, records: tuple[RecordSummary, ...] | None = ()) -> MatrixRow:
    rows = evidence_matrix(material(*items, records=records))
    (row,) = (each for each in rows if each.number == number)
    return row


@pytest.mark.row("R-161")
def test_a_clause_has_its_documents_and_their_records() -> None:
    row = row_of("8.1", POLICY, BUYING, records=counted("vendor_review"))

    assert (row.documents, dict(row.records)) == (("POL-1",), {"vendor_review": 3})
    assert (row.document, row.record) == (CellState.THERE, CellState.THERE)


@pytest.mark.row("R-161")
def test_an_empty_cell_is_told_apart_for_document_and_record() -> None:
    undocumented = BUYING.changed(documents=())

    no_document = row_of("8.1", undocumented, records=counted("vendor_review"))
    no_record = row_of("8.1", POLICY, BUYING, records=counted("vendor_review", count=0))
    neither = row_of("8.1")

    assert (no_document.document, no_document.record) == (CellState.EMPTY, CellState.THERE)
    assert (no_record.document, no_record.record) == (CellState.THERE, CellState.EMPTY)
    assert (neither.document, neither.record) == (CellState.EMPTY, CellState.EMPTY)


def test_records_that_nobody_counted_are_unknown_and_not_empty() -> None:
    row = row_of("8.1", POLICY, BUYING, records=None)

    assert row.record is CellState.UNKNOWN
    assert dict(row.records) == {"vendor_review": None}


@pytest.mark.row("R-161")
def test_a_control_has_the_documents_that_name_it_and_the_records_that_it_names() -> None:
    row = row_of("A.5.19", POLICY, CONTROL, records=counted("vendor_review"))

    assert (row.standard, row.documents, dict(row.records)) == (
        "controls",
        ("POL-1",),
        {"vendor_review": 3},
    )


def test_an_excluded_control_has_no_row() -> None:
    excluded = CONTROL.changed(applicability=Applicability.EXCLUDED)

    numbers = {each.number for each in evidence_matrix(material(excluded, records=()))}

    assert "A.5.19" not in numbers


def test_a_draft_answers_nothing() -> None:
    draft = POLICY.changed(status=VersionStatus.DRAFT)

    assert row_of("A.5.19", draft, CONTROL, records=()).document is CellState.EMPTY


@pytest.mark.row("R-161")
def test_most_clauses_of_the_clean_factory_have_both() -> None:
    rows = evidence_matrix(demo_material("factory"))

    both = [each for each in rows if each.document is each.record is CellState.THERE]
    assert len(both) > len(rows) // 2
    assert [each.number for each in rows if each.document is CellState.EMPTY] == []
