"""What somebody undertook in a management review."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Refers, Text
from assay.domain.review_input import ReviewRef


class ActionStatus(StrEnum):
    """How far an action has come."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    VERIFIED = "verified"
    CANCELLED = "cancelled"

    @property
    def still_open(self) -> bool:
        """Say whether there is still something to do."""
        return self in {ActionStatus.OPEN, ActionStatus.IN_PROGRESS}


class ReviewAction(Item, register="review_action", title="Management review actions"):
    """One action with its owner and date."""

    review: Annotated[ReviewRef, Also("management review", "meeting")]
    decision: Annotated[Text, Refers("review_decision")] = ""
    input: Annotated[Text, Also("topic", "input id")] = ""
    action: Annotated[Text, Also("text", "what", "description")]
    owner: Annotated[PersonRef, Also("responsible", "who")] = ""
    due_on: Annotated[date | None, Also("due", "due date", "deadline")] = None
    status: Annotated[ActionStatus | None, Also("state")] = None
    done_on: Annotated[date | None, Also("done", "completed", "closed")] = None
    replanned_on: Annotated[date | None, Also("replanned")] = None
    evidence: Annotated[Text, Also("record", "proof")] = ""
