"""A Statement of Applicability as it ought to be, with what it rests on, to change one thing of."""

from collections.abc import Iterable
from datetime import date

from assay.domain.document import Document, DocumentType
from assay.domain.item import Item
from assay.domain.risk import Risk, RiskDecision
from assay.domain.scope import VersionStatus
from assay.domain.soa import Soa
from assay.domain.soa_row import Applicability, ControlStatus, InclusionReason, SoaRow
from assay.domain.treatment import Treatment, TreatmentStatus
from assay.standards.load import load_standard

CONTROLS = load_standard("iso27001-2022").controls
WHOLE = len(CONTROLS)
LEFT_OUT = {
    "A.5.23": "All computing is done in the two machine rooms that we run ourselves.",
    "A.8.30": "Nobody outside writes programs for us; the department does all of it.",
}


def a_statement() -> list[Item]:
    """Return an approved statement: two controls left out, all others in place and written down."""
    return [
        Soa(
            key="2.0",
            version="2.0",
            standard="iso27001-2022",
            status=VersionStatus.APPROVED,
            approved_by="mira",
            approved_on=date(2025, 12, 1),
        ),
        Document(
            key="POL-01",
            title="Security rules",
            type=DocumentType.POLICY,
            status=VersionStatus.APPROVED,
        ),
        Risk(
            key="R-1",
            title="Press 4 stands still",
            decision=RiskDecision.MODIFY,
            decided_on=date(2025, 11, 3),
        ),
        Treatment(
            key="T-1",
            risks=("R-1",),
            action="Second pump",
            controls=("A.8.14",),
            status=TreatmentStatus.IN_PROGRESS,
        ),
        *(_row(control.number, control.title) for control in CONTROLS),
    ]


def _row(number: str, title: str) -> SoaRow:
    if number in LEFT_OUT:
        return SoaRow(
            key=number,
            title=title,
            applicability=Applicability.EXCLUDED,
            justification=LEFT_OUT[number],
        )
    return SoaRow(
        key=number,
        title=title,
        applicability=Applicability.INCLUDED,
        justification=f"Customers ask for {title.lower()}.",
        reasons=(InclusionReason.CONTRACT,),
        status=ControlStatus.OPERATING,
        operating_since_on=date(2025, 5, 1),
        documents=("POL-01",),
    )


def excluding(items: Iterable[Item], reasons: dict[str, str]) -> list[Item]:
    """Return the items with some controls left out, each for its reason."""
    return [
        SoaRow(
            key=item.key,
            title=item.label,
            applicability=Applicability.EXCLUDED,
            justification=reasons[item.key],
        )
        if isinstance(item, SoaRow) and item.key in reasons
        else item
        for item in items
    ]
