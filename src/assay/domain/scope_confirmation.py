"""An auditor's word on one item of the scope."""

from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Instant, Item, PersonRef, Refers, Text


class Confirmation(StrEnum):
    """What the auditor says."""

    CONFIRMED = "confirmed"
    ADJUSTED = "adjusted"
    REJECTED = "rejected"


class ScopeConfirmation(Item, register="scope_confirmation", key_from=("boundary",)):
    """One item of the boundary, confirmed, adjusted or rejected at Stage 1."""

    boundary: Annotated[Text, Refers("boundary"), Also("scope item")]
    says: Annotated[Confirmation | None, Also("confirmation", "result")] = None
    note: Annotated[Text, Also("comment", "adjustment")] = ""
    by: Annotated[PersonRef, Also("auditor")] = ""
    at: Annotated[Instant | None, Also("time", "when")] = None
