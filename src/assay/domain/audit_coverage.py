"""What an internal audit looked at, cell by cell."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Also, Item, PersonRef, Refers, Text, Texts


class CoverageResult(StrEnum):
    """What the auditor saw."""

    CONFORMS = "conforms"
    DEVIATES = "deviates"
    NOT_LOOKED_AT = "not looked at"


class AuditCoverage(
    Item,
    register="audit_coverage",
    plural="audit_coverage",
    title="Internal audit coverage",
    key_from=("audit", "clause", "kind", "item"),
):
    """One clause or control, in one place, with the evidence that was seen."""

    audit: Annotated[Text, Refers("internal_audit"), Also("internal audit")]
    clause: Annotated[Text, Also("control", "clause or control", "requirement")]
    standard: Text = ""
    kind: Annotated[InventoryKind | None, Also("type")] = None
    item: Annotated[Text, Also("process", "unit", "where")] = ""
    auditor: PersonRef = ""
    audited_on: Annotated[date | None, Also("date", "on")] = None
    result: Annotated[CoverageResult | None, Also("verdict", "conclusion")] = None
    evidence: Annotated[Texts, Also("evidence refs", "records seen", "sample")] = ()
    note: Annotated[Text, Also("remarks", "comment")] = ""
