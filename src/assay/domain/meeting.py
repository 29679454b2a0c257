"""An opening, closing or other formal meeting of the audit."""

from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Instant, Item, PersonRef, Refers, Text, Texts
from assay.domain.stage_plan import Stage


class MeetingKind(StrEnum):
    """What the meeting is for."""

    OPENING = "opening"
    INTERIM = "interim"
    CLOSING = "closing"
    BRIEFING = "briefing"


class Meeting(Item, register="meeting", key_from=("stage", "kind", "held_at"), title="Meetings"):
    """One meeting with what it has to show: attendance, findings presented, signatures."""

    stage: Stage
    kind: MeetingKind
    held_at: Annotated[Instant | None, Also("date", "held")] = None
    attendees: Annotated[tuple[PersonRef, ...], Also("attendance", "present")] = ()
    findings: Annotated[tuple[Annotated[Text, Refers("finding")], ...], Also("presented")] = ()
    covered: Annotated[Texts, Also("topics", "agenda")] = ()
    signed_by: Annotated[tuple[PersonRef, ...], Also("signatures")] = ()
    note: Text = ""
