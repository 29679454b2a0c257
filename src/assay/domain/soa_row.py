"""One control of the Statement of Applicability."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.frequency import Frequency
from assay.domain.item import Also, DocumentRef, Item, PersonRef, Refers, Text, Texts


class Applicability(StrEnum):
    """Whether a control is one of the organisation's own."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class ControlStatus(StrEnum):
    """How far an included control has come."""

    PLANNED = "planned"
    DESIGNED = "designed"
    IMPLEMENTED = "implemented"
    OPERATING = "operating"

    @property
    def in_place(self) -> bool:
        """Say whether the control is said to be there."""
        return self in {ControlStatus.IMPLEMENTED, ControlStatus.OPERATING}


class InclusionReason(StrEnum):
    """What an included control answers to."""

    RISK = "risk"
    LAW = "law"
    CONTRACT = "contract"
    BASELINE = "baseline"


class SoaRow(Item, register="soa_row", title="Statement of Applicability"):
    """What is decided about one control; its key is the control's number."""

    title: Annotated[Text, Also("control", "control name", "control title")] = ""
    applicability: Annotated[
        Applicability | None, Also("applicable", "included", "applies", "inclusion")
    ] = None
    justification: Annotated[
        Text, Also("reason", "justification for inclusion or exclusion", "rationale")
    ] = ""
    reasons: Annotated[tuple[InclusionReason, ...], Also("driver", "reason for inclusion")] = ()
    status: Annotated[
        ControlStatus | None, Also("implementation status", "implementation", "state")
    ] = None
    operating_since_on: Annotated[date | None, Also("since", "operating since")] = None
    owner: Annotated[PersonRef, Also("control owner", "responsible")] = ""
    documents: Annotated[
        tuple[DocumentRef, ...], Also("policy", "policies", "design evidence", "document")
    ] = ()
    treatments: Annotated[tuple[Annotated[Text, Refers("treatment")], ...], Also("treatment")] = ()
    requirements: Annotated[Texts, Also("legal or contract reference", "obligation")] = ()
    frequency: Annotated[Frequency | None, Also("operates", "how often")] = None
    families: Annotated[Texts, Also("evidence", "records", "record families")] = ()
    automated: bool | None = None
