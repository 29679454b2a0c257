"""The shop as jobs meet it: lines of products, their machines, parts, gauges and crews."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from assay.demo.factory.clock import Moment, months_later
from assay.demo.factory.facts import GAUGES, PLACES, PROMISES
from assay.demo.factory.packed import packed_toml
from assay.demo.factory.people import Staff, Worker
from assay.demo.factory.world import World

QUALIFIED_AFTER = timedelta(days=14)
"""How long after the first day somebody is qualified for the work."""

_PARTS_A_LINE = 60
_GAUGE_KINDS = ("MIC", "BOR", "CMM", "HGT", "PLG", "THR", "PRF", "DIA", "GAP")


@dataclass(frozen=True, slots=True)
class Line:
    """One product family where it is made."""

    family: str
    site: str
    cell: str
    prefix: str
    weight: int
    machines: tuple[str, ...]
    material: str
    grades: tuple[str, ...]
    treatment: str
    treated: float
    quantity: tuple[int, int]
    minutes: tuple[int, int]
    names: tuple[str, ...]
    customers: tuple[str, ...]


@dataclass(slots=True)
class Part:
    """A part number and how far its drawing has come."""

    number: str
    name: str
    customer: str
    grade: str
    treated: bool
    revision: str = ""
    settled: Moment = 0
    """When its newest revision was released: no order is taken before."""
    proven: Moment = 0
    """When its newest revision passed its first article: no other job begins before."""
    busy_until: Moment = 0
    """When its last job was delivered: the drawing is not touched before."""


@dataclass(slots=True)
class Crew:
    """Those who can do one kind of work at one site."""

    workers: list[Worker]

    def on(self, chance: Random, first: date, last: date | None = None) -> str:
        """Return one who is qualified on a day and still works here on the last day asked for."""
        while True:
            worker = chance.choice(self.workers)
            if worker.since + QUALIFIED_AFTER <= first and worker.works_on(last or first):
                return worker.key


@dataclass(slots=True)
class Shop:
    """Everything of one run that jobs draw upon."""

    lines: tuple[Line, ...]
    sources: Mapping[tuple[str, str], tuple[str, ...]]
    parts: dict[str, list[Part]]
    free: dict[str, dict[str, Moment]]
    crews: dict[tuple[str, str], Crew] = field(default_factory=dict)

    def crew(self, site: str, post: str) -> Crew:
        """Return the crew of a post at a site."""
        return self.crews[site, post]


def open_shop(world: World) -> Shop:
    """Return the shop before its first job."""
    table = packed_toml("tables/shop.toml")
    lines = tuple(_line(row, world.scale) for row in table["line"])
    sources = {(row["commodity"], row["site"]): tuple(row["suppliers"]) for row in table["source"]}
    chance = world.chance("parts")
    parts = {line.cell: _parts(chance, line, world.scale) for line in lines}
    free = {line.cell: dict.fromkeys(line.machines, 0) for line in lines}
    return Shop(lines, sources, parts, free, _crews(world.staff, lines))


def _line(row: dict[str, Any], scale: int) -> Line:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    # More work needs more machines, or the calendar would not hold it.
    fields["machines"] = tuple(
        f"{name}-{copy}" if copy else name for copy in range(scale) for name in row["machines"]
    )
    return Line(**fields)


def _parts(chance: Random, line: Line, scale: int) -> list[Part]:
    return [
        Part(
            number=f"{line.prefix}-{1000 + count * 7}",
            name=f"{chance.choice(line.names)} {chr(65 + count % 26)}",
            customer=chance.choice(line.customers),
            grade=chance.choice(line.grades),
            treated=chance.random() < line.treated,
        )
        for count in range(_PARTS_A_LINE * scale)
    ]


def _crews(staff: Staff, lines: tuple[Line, ...]) -> dict[tuple[str, str], Crew]:
    posts = {
        "contracts": ("Contract engineer",),
        "drawing": ("Draughtsperson",),
        "programming": ("NC programmer",),
        "buying": ("Buyer",),
        "stores": ("Storekeeper",),
        "planning": ("Planner",),
        "inspection": ("Inspector",),
        "release": ("Lead inspector",),
        "quality": ("Quality engineer",),
        "dispatch": ("Dispatch clerk",),
        "maintenance": ("Maintenance technician",),
    }
    crews = {
        (place.key, post): Crew([w for job in jobs for w in staff.doing(job, place.key)])
        for place in PLACES
        for post, jobs in posts.items()
    }
    for line in lines:
        job = "Fitter" if line.cell == "U-FIT" else "Machinist"
        crews[line.site, line.cell] = Crew(staff.doing(job, line.site, line.cell))
    return crews


def gauge_names(site: str) -> list[str]:
    """Return the gauges of a site."""
    return [
        f"{site}-{_GAUGE_KINDS[count % len(_GAUGE_KINDS)]}-{count + 1:03d}"
        for count in range(GAUGES)
    ]


def calibrated(world: World, gauge: str, day: date) -> tuple[date, date]:
    """Return when a gauge was last calibrated before a day, and until when that holds.

    Each gauge is called in some two weeks before its year is over, on its own day.
    """
    site = gauge[:3]
    number = int(gauge[-3:])
    phase = (number * 37 + sum(map(ord, site))) % 340
    back = (world.as_of - timedelta(days=phase) - day).days
    turns = max(0, -(-back // 350))
    last = world.clock[site].worked(world.as_of - timedelta(days=phase + turns * 350))
    if last > day:  # pragma: no cover - a working day never lies after its calendar day
        raise ValueError(gauge)
    return last, months_later(last, PROMISES.gauge_months)
