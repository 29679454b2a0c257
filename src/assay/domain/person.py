"""Somebody who works for the organisation, from inside or outside."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text, Texts, UnitRef


class Person(Item, register="person", plural="people", title="People"):
    """One person; what they may decide is a matter of role assignments."""

    name: Annotated[Text, Also("full name", "employee", "employee name")]
    email: Annotated[Text, Also("e-mail", "mail")] = ""
    job: Annotated[Text, Also("job title", "position", "title", "function")] = ""
    unit: Annotated[UnitRef, Also("department", "team")] = ""
    manager: Annotated[PersonRef, Also("reports to", "line manager", "supervisor")] = ""
    manages: Annotated[bool | None, Also("is manager", "manager flag", "people manager")] = None
    external: Annotated[bool | None, Also("contractor", "is external")] = None
    employer: Annotated[Text, Also("company", "agency")] = ""
    started_on: Annotated[date | None, Also("start date", "hired", "hire date", "joined")] = None
    ended_on: Annotated[date | None, Also("end date", "left", "leaving date", "last day")] = None
    in_scope: Annotated[bool | None, Also("scope")] = None
    groups: Annotated[Texts, Also("reader groups", "audience groups")] = ()

    def works_on(self, day: date) -> bool | None:
        """Say whether the person works here on a day; nothing where no start is known."""
        if self.ended_on and self.ended_on < day:
            return False
        return None if self.started_on is None else self.started_on <= day
