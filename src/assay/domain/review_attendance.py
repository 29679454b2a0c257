"""Who sat in a management review."""

from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text
from assay.domain.review_input import ReviewRef


class Presence(StrEnum):
    """Whether somebody was there."""

    PRESENT = "present"
    DELEGATED = "delegated"
    APOLOGIES = "apologies"


class ReviewAttendance(
    Item, register="review_attendance", plural="review_attendance", key_from=("review", "person")
):
    """One person at one review; a delegate may have been given authority to decide."""

    review: Annotated[ReviewRef, Also("management review", "meeting")]
    person: Annotated[PersonRef, Also("attendee", "name", "participant")]
    presence: Annotated[Presence, Also("attended", "status", "present")]
    delegate: PersonRef = ""
    with_authority: Annotated[bool | None, Also("authority")] = None
    role: Annotated[Text, Also("function")] = ""
