"""One step of a procedure held against practice: as written, as told, as recorded."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Item, PersonRef, Refers, Text


class StepVerdict(StrEnum):
    """What comparing the three showed."""

    MATCH = "match"
    DIFFERS = "differs"
    NOT_DONE = "not done"


class MismatchAnswer(StrEnum):
    """How paper and practice were brought together."""

    PROCEDURE_UPDATED = "procedure updated"
    PRACTICE_CHANGED = "practice changed"


class Walkthrough(
    Item, register="walkthrough", key_from=("document", "step", "held_on"), title="Walkthroughs"
):
    """One step of one walkthrough with the person who does it."""

    document: Annotated[DocumentRef, Also("procedure")]
    step: Annotated[Text, Refers("procedure_step")] = ""
    held_on: Annotated[date, Also("date", "on")]
    performer: Annotated[PersonRef, Also("told by", "with")] = ""
    observer: Annotated[PersonRef, Also("by", "walked by")] = ""
    as_told: Annotated[Text, Also("told", "practice")] = ""
    as_recorded: Annotated[Text, Also("recorded", "record")] = ""
    verdict: Annotated[StepVerdict | None, Also("result")] = None
    answer: Annotated[MismatchAnswer | None, Also("resolution")] = None
    answered_by_record: Annotated[Text, Also("resolution record")] = ""
