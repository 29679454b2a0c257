"""What is done about a risk."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, ControlRef, Item, PersonRef, Refers, Text


class TreatmentStatus(StrEnum):
    """How far a treatment has come."""

    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    DONE = "done"
    VERIFIED = "verified"
    CANCELLED = "cancelled"

    @property
    def still_open(self) -> bool:
        """Say whether there is still something to do."""
        return self in {TreatmentStatus.PLANNED, TreatmentStatus.IN_PROGRESS}


class Treatment(Item, register="treatment", title="Risk treatment plan"):
    """One action of the treatment plan."""

    risks: Annotated[tuple[Annotated[Text, Refers("risk")], ...], Also("risk", "risk id")] = ()
    action: Annotated[Text, Also("treatment", "measure", "description")]
    controls: Annotated[tuple[ControlRef, ...], Also("control")] = ()
    owner: Annotated[PersonRef, Also("responsible", "action owner")] = ""
    planned_on: Annotated[date | None, Also("planned", "created")] = None
    due_on: Annotated[date | None, Also("due", "due date", "deadline", "target date")] = None
    status: Annotated[TreatmentStatus | None, Also("state")] = None
    progress: Annotated[Text, Also("comment", "note", "update")] = ""
    progressed_on: Annotated[date | None, Also("last update", "updated")] = None
    replanned_on: Annotated[date | None, Also("replanned")] = None
    replanned_because: Annotated[Text, Also("reason for replanning")] = ""
    done_on: Annotated[date | None, Also("completed", "done")] = None
    measure: Annotated[Text, Also("measured by", "kpi", "key measure")] = ""
    before: Annotated[Text, Also("measure before", "baseline")] = ""
    after: Annotated[Text, Also("measure after", "result")] = ""
