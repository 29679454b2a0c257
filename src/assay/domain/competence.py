"""What somebody is qualified for, and the evidence of it."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text


class Competence(Item, register="competence", title="Competence records"):
    """A qualification or an engagement that makes somebody fit for a role or a task."""

    person: Annotated[PersonRef, Also("who", "employee", "name")]
    fit_for: Annotated[Text, Also("role", "task", "topic", "qualification", "competence")]
    evidence: Annotated[Text, Also("certificate", "record", "proof")] = ""
    engagement: Annotated[Text, Also("engagement letter", "contract")] = ""
    valid_from_on: Annotated[date | None, Also("valid from", "from", "date")] = None
    valid_until_on: Annotated[date | None, Also("valid until", "until", "expires")] = None

    def valid_on(self, day: date) -> bool:
        """Say whether the record stands on a day; both ends count."""
        began = self.valid_from_on is not None and self.valid_from_on <= day
        return began and (self.valid_until_on is None or day <= self.valid_until_on)
