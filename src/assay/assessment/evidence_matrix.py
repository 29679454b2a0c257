"""Which document answers each clause and control, and which records show that it is worked by.

An empty cell is told apart: nothing is written, or something is written and no
record shows it.  Where records were not counted, nobody can say that there are
none, so that cell is unknown and not empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assay.checks.facts.clause_matrix import clause_matrix
from assay.checks.facts.process_documents import documents_by_process
from assay.checks.facts.record_links import families_by_document
from assay.checks.material import Material
from assay.domain.process import Process
from assay.domain.soa_row import Applicability, SoaRow


class CellState(StrEnum):
    """How one cell of the matrix stands."""

    THERE = "there"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One clause or control: its documents, the families of their records, and how many there are.

    ``records`` is nothing for a family whose records were not counted.
    """

    standard: str
    number: str
    title: str
    documents: tuple[str, ...]
    records: Mapping[str, int | None]

    @property
    def document(self) -> CellState:
        """Return whether a document answers it."""
        return CellState.THERE if self.documents else CellState.EMPTY

    @property
    def record(self) -> CellState:
        """Return whether a record shows it."""
        if any(self.records.values()):
            return CellState.THERE
        unknown = any(count is None for count in self.records.values())
        return CellState.UNKNOWN if unknown else CellState.EMPTY


def evidence_matrix(material: Material) -> tuple[MatrixRow, ...]:
    """Return a row for each clause of every standard, and for each control that is included."""
    counts = _counts(material)
    linked = families_by_document(material)
    return (*_clauses(material, linked, counts), *_controls(material, linked, counts))


def _clauses(
    material: Material,
    linked: Mapping[str, frozenset[str]],
    counts: Mapping[str, int] | None,
) -> Iterable[MatrixRow]:
    processes, described = material[Process], documents_by_process(material)
    for standard in material.standards:
        for answers in clause_matrix(material, standard):
            documents = set(answers.documents)
            families: set[str] = set()
            for key in answers.processes:
                documents |= {document.key for document in described[key]}
                families |= set(processes[key].records)
            yield _row(
                standard.name,
                answers.clause.number,
                answers.clause.title,
                documents,
                families,
                linked,
                counts,
            )


def _controls(
    material: Material,
    linked: Mapping[str, frozenset[str]],
    counts: Mapping[str, int] | None,
) -> Iterable[MatrixRow]:
    in_use = {document.key for document in material.documents}
    for key, row in material[SoaRow].items():
        if row.applicability is Applicability.EXCLUDED:
            continue
        named = {document.key for document in material.documents if key in document.controls}
        documents = named | (set(row.documents) & in_use)
        yield _row("controls", key, row.title, documents, set(row.families), linked, counts)


def _row(
    standard: str,
    number: str,
    title: str,
    documents: Iterable[str],
    families: Iterable[str],
    linked: Mapping[str, frozenset[str]],
    counts: Mapping[str, int] | None,
) -> MatrixRow:
    told = tuple(sorted(set(documents)))
    found = set(families).union(*(linked.get(document, frozenset()) for document in told))
    records = {
        family: None if counts is None else counts.get(family, 0) for family in sorted(found)
    }
    return MatrixRow(standard, number, title, told, records)


def _counts(material: Material) -> Mapping[str, int] | None:
    if material.records is None:
        return None
    counts: dict[str, int] = {}
    for summary in material.records:
        counts[summary.family] = counts.get(summary.family, 0) + summary.whole.count
    return counts
