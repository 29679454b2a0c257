"""A question that has to be answered before the audit can go on."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text


class ClarificationState(StrEnum):
    """How far a question has come."""

    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"


class Clarification(Item, register="clarification", title="Clarifications"):
    """One question about one item, most often of the scope."""

    about: Annotated[Text, Also("item", "subject")] = ""
    question: Annotated[Text, Also("asks", "text")]
    raised_by: Annotated[PersonRef, Also("by")] = ""
    raised_on: Annotated[date | None, Also("date", "raised")] = None
    answer: Annotated[Text, Also("reply")] = ""
    state: Annotated[ClarificationState | None, Also("status")] = None
    accepted_by: PersonRef = ""
    accepted_on: Annotated[date | None, Also("accepted")] = None
