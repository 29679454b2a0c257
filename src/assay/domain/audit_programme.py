"""Which internal audits are to be held in a cycle, and why those."""

from datetime import date
from typing import Annotated

from assay.domain.frequency import Frequency
from assay.domain.item import Also, DocumentRef, Item, PersonRef, Text, Texts


class AuditProgramme(Item, register="audit_programme", title="Internal audit programmes"):
    """One programme."""

    period: Annotated[Text, Also("cycle", "year")] = ""
    from_on: Annotated[date | None, Also("from", "start")] = None
    until_on: Annotated[date | None, Also("until", "end")] = None
    standards: Annotated[Texts, Also("standard", "criteria")] = ()
    every: Annotated[Frequency | None, Also("frequency")] = None
    rationale: Annotated[Text, Also("basis", "reasons", "considers")] = ""
    methods: Text = ""
    document: DocumentRef = ""
    approved_by: Annotated[PersonRef, Also("approver")] = ""
    approved_on: Annotated[date | None, Also("approval date")] = None
