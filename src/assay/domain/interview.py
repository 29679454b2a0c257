"""A conversation with somebody about their part of the work."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, ControlRef, Item, PersonRef, ProcessRef, Text


class InterviewKind(StrEnum):
    """What a conversation is for."""

    AUDIT = "audit"
    DRY_RUN = "dry run"
    AWARENESS = "awareness"
    OWNER = "owner"


class Interview(Item, register="interview", title="Interviews"):
    """One conversation; its answers are rows of their own."""

    kind: Annotated[InterviewKind, Also("type")]
    person: Annotated[PersonRef, Also("interviewee", "who")]
    interviewer: Annotated[PersonRef, Also("by")] = ""
    held_on: Annotated[date | None, Also("date", "on")] = None
    minutes: Annotated[int | None, Also("duration", "length")] = None
    controls: Annotated[tuple[ControlRef, ...], Also("control")] = ()
    process: ProcessRef = ""
    note: Text = ""
