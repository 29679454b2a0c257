"""What an auditor, or the simulated one, made of what was seen."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.grade import Grade
from assay.domain.item import Also, Item, PersonRef, Refers, Text, Texts


class RaisedIn(StrEnum):
    """Where a finding comes from."""

    INTERNAL_AUDIT = "internal audit"
    STAGE_1 = "stage 1"
    STAGE_2 = "stage 2"
    FOLLOW_UP = "follow-up"
    SELF_CHECK = "self check"
    CUSTOMER_AUDIT = "customer audit"


class FindingState(StrEnum):
    """How far the answer to a finding has come."""

    OPEN = "open"
    PLAN_SUBMITTED = "plan submitted"
    PLAN_ACCEPTED = "plan accepted"
    EVIDENCE_SUBMITTED = "evidence submitted"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def still_open(self) -> bool:
        """Say whether the finding waits for something."""
        return self is not FindingState.CLOSED


class Finding(Item, register="finding", title="Findings"):
    """One finding, of whichever audit."""

    raised_in: Annotated[RaisedIn, Also("source", "origin")]
    audit: Annotated[Text, Refers("internal_audit"), Also("internal audit")] = ""
    grade: Annotated[Grade | None, Also("type", "classification", "category", "severity")] = None
    standard: Text = ""
    clause: Annotated[Text, Also("requirement", "control", "clause or control")] = ""
    states: Annotated[Text, Also("statement", "finding", "description", "nonconformity")]
    evidence: Annotated[Texts, Also("objective evidence", "evidence refs")] = ()
    about: Annotated[Texts, Also("objects", "items", "process", "area")] = ()
    raised_on: Annotated[date | None, Also("date", "raised", "issued")] = None
    raised_by: Annotated[PersonRef, Also("auditor", "by")] = ""
    owner: Annotated[PersonRef, Also("responsible", "finding owner")] = ""
    state: Annotated[FindingState | None, Also("status")] = None
    due_on: Annotated[date | None, Also("due", "due date")] = None
    acted_on: Annotated[date | None, Also("last activity", "last update")] = None
    closed_on: Annotated[date | None, Also("closed", "closure date")] = None
    closed_by: PersonRef = ""
    closure_evidence: Annotated[Texts, Also("closure record")] = ()
    grade_reason: Annotated[Text, Also("reason for grade")] = ""
    escalates: Annotated[Text, Refers("finding"), Also("escalated from")] = ""
