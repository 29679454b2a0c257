"""The people of Corvane: a named cast, and a shop floor drawn from the seed.

Keys are sign-in names such as ``claire.dubosc``, so that a record that names
its actor can be read without the staff list.
"""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from assay.demo.factory.clock import Clock
from assay.demo.factory.packed import packed_text, packed_toml

# Nobody began lately: the youngest joiner has long finished the induction.
_YOUNGEST_DAYS = 70
_LEAVERS = (44, 101, 163, 232, 298)


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody as the generators need them."""

    key: str
    name: str
    job: str
    unit: str
    site: str
    manager: str
    since: date
    until: date | None
    external: bool = False
    employer: str = ""
    leads: bool = False

    def works_on(self, day: date) -> bool:
        """Say whether the person works here on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody, and who is meant by the handle of the cast."""

    workers: tuple[Worker, ...]
    handles: Mapping[str, str]

    def __getitem__(self, handle: str) -> str:
        return self.handles[handle]

    def doing(self, job: str, site: str, unit: str = "") -> list[Worker]:
        """Return those of a job at a site, and of a unit where one is named."""
        return [
            worker
            for worker in self.workers
            if worker.job == job and worker.site == site and unit in {"", worker.unit}
        ]


def gather_staff(seed: int, clock: Clock) -> Staff:
    """Return the cast and the drawn staff."""
    cast = list(csv.DictReader(packed_text("tables/cast.csv").splitlines()))
    handles = {row["handle"]: sign_in_name(row["name"]) for row in cast}
    leads = {row["manager"] for row in cast} | {row["manager"] for row in _quotas()}
    named = [_from_cast(row, handles, clock, leads) for row in cast]
    taken = {worker.name for worker in named}
    drawn = list(_draw(seed, clock, handles, taken))
    return Staff((*named, *drawn), handles)


def sign_in_name(name: str) -> str:
    """Return the key of a person: the name without accents, joined by a dot."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace("'", "").replace(" ", ".")


def _quotas() -> list[dict[str, Any]]:
    return list(csv.DictReader(packed_text("tables/staff.csv").splitlines()))


def _from_cast(
    row: Mapping[str, str], handles: Mapping[str, str], clock: Clock, leads: set[str]
) -> Worker:
    return Worker(
        key=handles[row["handle"]],
        name=row["name"],
        job=row["job"],
        unit=row["unit"],
        site=row["site"],
        manager=handles[row["manager"]] if row["manager"] else "",
        since=clock.ago(int(row["since"]), row["site"]),
        until=clock.ago(int(row["until"]), row["site"]) if row["until"] else None,
        external=row["external"] == "yes",
        employer=row["employer"],
        leads=row["handle"] in leads,
    )


def _draw(seed: int, clock: Clock, handles: Mapping[str, str], taken: set[str]) -> Iterator[Worker]:
    pools = packed_toml("tables/names.toml")
    chance = Random(f"{seed}/people")
    leaving = list(_LEAVERS)
    for row in _quotas():
        site = row["site"]
        for place in range(int(row["count"])):
            name = _fresh_name(chance, pools[site], taken)
            # One in a while leaves, but never from a post that a single person holds.
            leaves = place == 3 and bool(leaving)
            yield Worker(
                key=sign_in_name(name),
                name=name,
                job=row["job"],
                unit=row["unit"],
                site=site,
                manager=handles[row["manager"]],
                since=_hired(chance, clock, site, settled=leaves or place < 2),
                until=clock.ago(leaving.pop(), site) if leaves else None,
            )


def _hired(chance: Random, clock: Clock, site: str, *, settled: bool) -> date:
    # Two of each post have been here for long, so that no post is ever empty.
    if settled or chance.random() < 0.82:
        return clock.ago(chance.randint(520, 1380), site) - timedelta(
            weeks=chance.choice((0, 0, 52, 130, 260, 420))
        )
    return clock.ago(chance.randint(_YOUNGEST_DAYS, 380), site)


def _fresh_name(chance: Random, pool: Mapping[str, list[str]], taken: set[str]) -> str:
    while True:
        name = f"{chance.choice(pool['given'])} {chance.choice(pool['family'])}"
        if name not in taken:
            taken.add(name)
            return name
