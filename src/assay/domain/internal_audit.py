"""One internal audit."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import (
    Also,
    DocumentRef,
    Item,
    PersonRef,
    ProcessRef,
    Refers,
    SiteRef,
    Text,
    Texts,
)


class AuditExtent(StrEnum):
    """How much an audit takes in; a mini audit only looks again at what was flagged."""

    FULL = "full"
    PART = "part"
    MINI = "mini"


class AuditStatus(StrEnum):
    """How far an audit has come."""

    PLANNED = "planned"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class InternalAudit(Item, register="internal_audit", title="Internal audits"):
    """One audit of the programme; what it covered stands row by row beside it."""

    programme: Annotated[Text, Refers("audit_programme"), Also("audit programme")] = ""
    title: Annotated[Text, Also("audit", "name")] = ""
    extent: Annotated[AuditExtent | None, Also("type", "kind")] = None
    status: Annotated[AuditStatus | None, Also("state")] = None
    standards: Annotated[Texts, Also("standard", "criteria")] = ()
    sites: Annotated[tuple[SiteRef, ...], Also("locations")] = ()
    processes: Annotated[tuple[ProcessRef, ...], Also("process")] = ()
    lead: Annotated[PersonRef, Also("lead auditor", "auditor")] = ""
    auditors: Annotated[tuple[PersonRef, ...], Also("team", "audit team")] = ()
    planned_on: Annotated[date | None, Also("planned", "planned for")] = None
    began_on: Annotated[date | None, Also("start", "from", "date")] = None
    ended_on: Annotated[date | None, Also("end", "completed", "until")] = None
    reported_on: Annotated[date | None, Also("report date", "reported")] = None
    reported_to: Annotated[PersonRef, Also("report to")] = ""
    report: Annotated[DocumentRef, Also("report document")] = ""
    sampled: Annotated[bool | None, Also("sample taken")] = None
    mitigation: Annotated[Text, Also("impartiality mitigation")] = ""
    summary: Annotated[Text, Also("report text", "conclusion")] = ""
