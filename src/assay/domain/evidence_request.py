"""Something that the auditors asked to see."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Instant, Item, PersonRef, Text, Texts
from assay.domain.stage_plan import Stage


class RequestState(StrEnum):
    """How far a request has come."""

    REQUESTED = "requested"
    PROVIDED = "provided"
    READ = "read"
    ACCEPTED = "accepted"


class EvidenceRequest(Item, register="evidence_request", title="Evidence requests"):
    """One request, what answers it, and when it was asked, provided and read."""

    stage: Stage
    asks: Annotated[Text, Also("request", "what")]
    requirement: Annotated[Text, Also("clause", "required document", "control")] = ""
    owner: Annotated[PersonRef, Also("responsible")] = ""
    due_on: Annotated[date | None, Also("due", "due date")] = None
    state: Annotated[RequestState | None, Also("status")] = None
    answered_by: Annotated[Texts, Also("documents", "records", "provided with")] = ()
    requested_at: Annotated[Instant | None, Also("requested")] = None
    provided_at: Annotated[Instant | None, Also("provided")] = None
    read_at: Annotated[Instant | None, Also("read")] = None
