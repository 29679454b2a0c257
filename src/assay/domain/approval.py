"""Somebody's word that a version of a document may be used."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Instant, Item, PersonRef, Text


class Approval(Item, register="approval", key_from=("document", "version", "by")):
    """One approval of one version.

    ``approved_on`` is what is claimed; ``event_at`` is when the tool that holds
    the approval took it down, where there is such a tool.
    """

    document: DocumentRef
    version: Annotated[Text, Also("version approved", "rev", "revision")]
    by: Annotated[PersonRef, Also("approver", "approved by", "name", "signed by")]
    role: Annotated[Text, Also("as", "function")] = ""
    approved_on: Annotated[date | None, Also("date", "approval date", "signed on")] = None
    event_at: Annotated[Instant | None, Also("event time", "recorded", "timestamp")] = None
