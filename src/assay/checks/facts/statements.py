"""The Statement of Applicability as it reads: which row speaks of which control.

Rows are found by the number that the annex writes, so that "5.1" and "A5.01"
are the row of A.5.1.  Only standards that ask for a statement have one; what
their annex does not know is left to the check that says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assay.checks.material import Material
from assay.domain.document import Document, DocumentType
from assay.domain.scope import VersionStatus
from assay.domain.soa import Soa
from assay.domain.soa_row import Applicability, SoaRow
from assay.domain.treatment import Treatment, TreatmentStatus
from assay.standards.control import Control, DocumentNeed
from assay.standards.soa import normalise_control_id
from assay.standards.standard import Standard
from assay.standards.trait import TraitKey

NO_STATEMENT = "there is no Statement of Applicability"
NOTHING_INCLUDED = "no control is included"


@dataclass(frozen=True, slots=True)
class Position:
    """A control of the annex and the row that speaks of it."""

    control: Control
    row: SoaRow

    @property
    def name(self) -> str:
        """Return what a sentence calls the control."""
        return f"{self.control.number} ({self.control.title})"

    @property
    def evidence(self) -> str:
        """Return where the position stands."""
        return f"SoA row {self.row.key}"

    @property
    def included(self) -> bool:
        """Say whether the control is one of the organisation's own."""
        return self.row.applicability is Applicability.INCLUDED

    @property
    def excluded(self) -> bool:
        """Say whether the control is left out."""
        return self.row.applicability is Applicability.EXCLUDED

    @property
    def asks_for_document(self) -> bool:
        """Say whether the control, as it is said to be in place, has to be written down."""
        in_place = self.row.status is not None and self.row.status.in_place
        return in_place and self.control.document is DocumentNeed.ASKED


def standards_with_statement(material: Material) -> tuple[Standard, ...]:
    """Return the standards that ask for a position on every control."""
    return tuple(one for one in material.standards if one.has(TraitKey.STATEMENT_OF_APPLICABILITY))


def rows_in_order(material: Material) -> list[SoaRow]:
    """Return the rows so that of two on one control the one with its plain number comes first."""
    rows = material[SoaRow].values()
    return sorted(rows, key=lambda row: (normalise_control_id(row.key) != row.key, row.key))


def positions(material: Material) -> tuple[Position, ...]:
    """Return each control that a row speaks of, in the order of the annex."""
    rows: dict[str, SoaRow] = {}
    for row in rows_in_order(material):
        rows.setdefault(normalise_control_id(row.key), row)
    return tuple(
        Position(control, rows[control.number])
        for standard in standards_with_statement(material)
        for control in standard.controls
        if control.number in rows
    )


def included(material: Material) -> tuple[Position, ...]:
    """Return the controls that are said to be the organisation's own."""
    return tuple(each for each in positions(material) if each.included)


def excluded(material: Material) -> tuple[Position, ...]:
    """Return the controls that are left out."""
    return tuple(each for each in positions(material) if each.excluded)


def approved_statements(material: Material, standard: Standard) -> tuple[Soa, ...]:
    """Return the approved versions of the statement of a standard, the latest last."""
    approved = [
        soa
        for soa in material[Soa].values()
        if soa.status is VersionStatus.APPROVED
        and (soa.approved_on is None or soa.approved_on <= material.as_of)
        and (not soa.standard or _speaks_of(soa.standard, standard))
    ]
    return tuple(sorted(approved, key=lambda soa: (soa.approved_on or date.min, soa.version)))


def _speaks_of(said: str, standard: Standard) -> bool:
    return said.casefold() in {
        standard.name.casefold(),
        standard.title.casefold(),
        standard.edition.casefold(),
    }


def controls_of(treatment: Treatment) -> tuple[str, ...]:
    """Return the controls of a treatment, by their numbers."""
    return tuple(normalise_control_id(control) for control in treatment.controls)


def treated_controls(material: Material) -> frozenset[str]:
    """Return the controls that any treatment is done by."""
    return frozenset(
        control
        for treatment in material[Treatment].values()
        if treatment.status is not TreatmentStatus.CANCELLED
        for control in controls_of(treatment)
    )


def documents_of_controls(material: Material) -> Mapping[str, tuple[Document, ...]]:
    """Return the documents of each control: those its row names, and those that name it."""
    found: dict[str, dict[str, Document]] = {}
    for number, document in (*_named_by_rows(material), *_naming_controls(material)):
        found.setdefault(number, {})[document.key] = document
    return {
        number: tuple(documents[key] for key in sorted(documents))
        for number, documents in found.items()
    }


def _named_by_rows(material: Material) -> Iterator[tuple[str, Document]]:
    documents = material[Document]
    for position in positions(material):
        for key in position.row.documents:
            if key in documents:
                yield position.control.number, documents[key]


def _naming_controls(material: Material) -> Iterator[tuple[str, Document]]:
    for document in material[Document].values():
        for control in document.controls:
            yield normalise_control_id(control), document


def is_current(document: Document) -> bool:
    """Say whether a document is approved and not replaced."""
    return document.status is VersionStatus.APPROVED


def shows_design(document: Document) -> bool:
    """Say whether a document in force tells how something is to be done; a record does not."""
    return is_current(document) and document.type not in {DocumentType.RECORD, DocumentType.REPORT}
