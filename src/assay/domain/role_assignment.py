"""Which role somebody holds, and from when to when."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text


class Role(StrEnum):
    """The roles that rules ask about, on the organisation's side and the body's."""

    TOP_MANAGEMENT = "top management"
    SPONSOR = "sponsor"
    ISMS_LEAD = "isms lead"
    QMS_LEAD = "qms lead"
    CONTROL_OWNER = "control owner"
    PROCESS_OWNER = "process owner"
    DOCUMENT_OWNER = "document owner"
    RISK_OWNER = "risk owner"
    OBJECTIVE_OWNER = "objective owner"
    SUPPLIER_OWNER = "supplier owner"
    DOCUMENT_APPROVER = "document approver"
    INTERNAL_AUDITOR = "internal auditor"
    CONTACT = "contact"
    DEPUTY = "deputy"
    INTERVIEWER = "interviewer"
    LOGISTICS = "audit logistics"
    RECORD_KEEPER = "record keeper"
    CONSULTANT = "consultant"
    PRODUCT_RELEASER = "product releaser"
    DATA_PROTECTION_OFFICER = "data protection officer"
    LEAD_AUDITOR = "lead auditor"
    AUDITOR = "auditor"
    TECHNICAL_EXPERT = "technical expert"
    REVIEWER = "reviewer"
    BODY_OFFICE = "body office"
    READER = "reader"
    ADMINISTRATOR = "administrator"

    @property
    def of_the_body(self) -> bool:
        """Say whether the role is the certification body's."""
        return self in _OF_THE_BODY


_OF_THE_BODY = frozenset(
    {
        Role.LEAD_AUDITOR,
        Role.AUDITOR,
        Role.TECHNICAL_EXPERT,
        Role.REVIEWER,
        Role.BODY_OFFICE,
    }
)


class RoleAssignment(Item, register="role_assignment", key_from=("person", "role", "about")):
    """One person in one role for a time, perhaps for one thing only."""

    person: Annotated[PersonRef, Also("who", "holder", "name")]
    role: Role
    about: Annotated[Text, Also("for", "area", "control", "responsible for")] = ""
    from_on: Annotated[date | None, Also("from", "since", "start", "appointed")] = None
    until_on: Annotated[date | None, Also("until", "to", "end")] = None
    appointed_by: Annotated[PersonRef, Also("assigned by", "appointed by")] = ""

    def held_on(self, day: date) -> bool:
        """Say whether the role is held on a day; both ends count."""
        began = self.from_on is None or self.from_on <= day
        return began and (self.until_on is None or day <= self.until_on)
