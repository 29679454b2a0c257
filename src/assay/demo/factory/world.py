"""What every generator is given: the draft, the calendar, the people, the chance.

Each topic draws from a random stream of its own, named for it.  So one more
draw in one topic leaves all others as they were.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from string import Template
from zlib import crc32

from assay.demo.draft import Draft
from assay.demo.factory.clock import Clock
from assay.demo.factory.facts import HEAD_OFFICE, promised_words
from assay.demo.factory.people import Staff, Worker, gather_staff
from assay.domain.item import Item
from assay.ledger.entry import Author

LEDGER_DAYS = 430
"""How long ago the organisation began to keep its ledger."""


@dataclass
class World:
    """One run of the generators."""

    draft: Draft
    seed: int
    as_of: date
    scale: int
    clock: Clock
    staff: Staff
    words: dict[str, str] = field(default_factory=lambda: dict(promised_words()))
    roles: dict[str, str] = field(default_factory=dict)
    workers: Mapping[str, Worker] = field(default_factory=dict)

    def chance(self, topic: str) -> Random:
        """Return the random stream of a topic."""
        return Random(f"{self.seed}/{topic}")

    def filled(self, text: str) -> str:
        """Return a text with the company's numbers and names in it."""
        return Template(text).substitute(self.words) if "$" in text else text

    def author(self, person: str) -> Author:
        """Return somebody as the ledger names them."""
        worker = self.workers[person]
        return Author(person, self.roles.get(person, worker.job.lower()), external=worker.external)

    def recorded(self, day: date, person: str, what: str) -> datetime:
        """Return when somebody took something down: in office hours, on or just after a day.

        Nothing is recorded before the ledger began, nor after the audit date.
        """
        worker = self.workers[person]
        times = self.clock[worker.site]
        latest = times.closing // 1440
        begun = max(day, self.as_of - timedelta(days=LEDGER_DAYS))
        count = min(times.count_before(begun), latest)
        day = times.days[count]
        second = crc32(f"{self.seed}/{what}/{day}".encode()) % (8 * 3600)
        midnight = datetime(day.year, day.month, day.day, 8, 30, tzinfo=times.zone)
        return midnight + timedelta(seconds=second)

    def say(self, item: Item, *, by: str, on: date, because: str = "") -> None:
        """Have somebody say how an item reads, near the day it is about."""
        at = self.recorded(on, by, f"{item.register}/{item.key}")
        self.draft.say(item, by=self.author(by), at=at, because=because)


def begin_world(*, seed: int, as_of: date, scale: int, organisation: str) -> World:
    """Return the world of one draft, its people gathered, nothing said yet."""
    clock = Clock(as_of)
    staff = gather_staff(seed, clock)
    workers = {worker.key: worker for worker in staff.workers}
    world = World(Draft(organisation, as_of), seed, as_of, scale, clock, staff, workers=workers)
    world.words |= {handle: workers[key].name for handle, key in staff.handles.items()}
    world.words["zone"] = clock[HEAD_OFFICE].place.zone
    return world
