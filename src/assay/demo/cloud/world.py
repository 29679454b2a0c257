"""The company while it is being drafted: its people, its clock, its draft.

What a newcomer would get wrong: chance comes in streams, one a topic, so that
another incident does not deal everybody other laptops.  And nobody says
anything outside working hours: a recorded time is made from the day, the item
and the place of whoever records it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from random import Random

from assay.demo.cloud.clock import HEAD_OFFICE, Clock, at, worked_by
from assay.demo.draft import Draft
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.system import System
from assay.ledger.entry import Author

_FIRST_MINUTE = 8 * 60 + 35
_LAST_MINUTE = 17 * 60 + 20

# Whoever is not listed signs as what they are to the ledger: an owner of something.
_ROLES = {
    "ilse.brandsma": "isms lead",
    "hanneke.dewit": "top management",
    "jeroen.akkerman": "top management",
    "tiago.marques": "top management",
    "sanne.kuipers": "internal auditor",
    "lourenco.faria": "internal auditor",
    "gerrit.oosting": "consultant",
    "noor.elamrani": "record keeper",
    "astrid.nyholm": "lead auditor",
}


@dataclass
class World:
    """Everything that the topics of the draft share."""

    seed: int
    clock: Clock
    scale: int
    draft: Draft
    people: dict[str, Person] = field(default_factory=dict)
    systems: dict[str, System] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """Return the audit date."""
        return self.clock.as_of

    def chance(self, topic: str) -> Random:
        """Return the stream of chance of one topic."""
        return Random(f"{self.seed}/{topic}")

    def author(self, person: str) -> Author:
        """Return somebody as they sign in the ledger."""
        known = self.people.get(person)
        external = bool(known and known.external)
        return Author(person, _ROLES.get(person, "control owner"), external=external)

    def site_of(self, person: str) -> str:
        """Return the site at which somebody works."""
        known = self.people.get(person)
        return known.site if known and known.site else HEAD_OFFICE

    def moment(self, text: str, day: date, site: str) -> datetime:
        """Return a moment of office hours that only the text and the day decide."""
        drawn = int.from_bytes(sha256(f"{text}/{day}".encode()).digest()[:4])
        minute = _FIRST_MINUTE + drawn % (_LAST_MINUTE - _FIRST_MINUTE)
        return at(day, minute, site)

    def say(
        self, item: Item, by: str, on: date, *, minute: int | None = None, because: str = ""
    ) -> datetime:
        """Have somebody record an item on a day, or on the last working day before it."""
        site = self.site_of(by)
        day = worked_by(on, site)
        text = f"{item.register}/{item.key}"
        when = self.moment(text, day, site) if minute is None else at(day, minute, site)
        self.draft.say(item, by=self.author(by), at=when, because=because)
        return when

    def staff(self, day: date | None = None) -> list[Person]:
        """Return the people of the company itself who work here on a day."""
        on = day or self.as_of
        return [each for each in self.people.values() if not each.external and each.works_on(on)]

    def of_unit(self, unit: str, day: date) -> list[str]:
        """Return who works in a unit on a day."""
        return [each.key for each in self.staff(day) if each.unit == unit]


def spread(chance: Random, days: Iterable[date], count: int) -> list[date]:
    """Return so many days, evenly over those given: one drawn from each of as many slices."""
    given = list(days)
    drawn = (
        given[int((position + chance.random()) * len(given) / count)] for position in range(count)
    )
    return sorted(drawn)
