"""Top management's look at the whole system."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Item, PersonRef, Text, Texts


class ReviewStatus(StrEnum):
    """How far a planned review has come."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class ManagementReview(Item, register="management_review", title="Management reviews"):
    """One meeting; its inputs, attendance, decisions and actions are rows of their own."""

    standards: Annotated[Texts, Also("standard")] = ()
    status: Annotated[ReviewStatus | None, Also("state")] = None
    planned_on: Annotated[date | None, Also("planned", "planned for")] = None
    held_on: Annotated[date | None, Also("date", "held", "meeting date")] = None
    period: Annotated[Text, Also("period covered")] = ""
    chair: Annotated[PersonRef, Also("chaired by")] = ""
    minutes: Annotated[DocumentRef, Also("minutes document", "record")] = ""
    minutes_approved_by: Annotated[PersonRef, Also("approved by")] = ""
    minutes_approved_on: Annotated[date | None, Also("approved on", "minutes approved")] = None
