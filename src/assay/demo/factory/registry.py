"""The people's side of the registers: persons, roles over time, competence, the calendar."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from assay.demo.factory.clock import holidays, months_later
from assay.demo.factory.facts import PLACES, PROMISES
from assay.demo.factory.packed import packed_toml
from assay.demo.factory.people import Worker
from assay.demo.factory.shop import QUALIFIED_AFTER
from assay.demo.factory.upkeep import in_scope
from assay.demo.factory.world import LEDGER_DAYS, World
from assay.domain.calendar_day import CalendarDay
from assay.domain.competence import Competence
from assay.domain.person import Person
from assay.domain.role_assignment import RoleAssignment

_FIRST = timedelta(days=LEDGER_DAYS - 2)

_CARDS: Mapping[str, str] = {
    "Machinist": "machining in the cell {unit}",
    "Fitter": "fitting and fastening",
    "Inspector": "dimensional inspection",
    "Lead inspector": "dimensional inspection and product release",
    "NC programmer": "machine programming",
    "Draughtsperson": "drawing and release of revisions",
    "Storekeeper": "goods receipt and lot identification",
    "Contract engineer": "contract review",
    "Buyer": "purchasing from approved suppliers",
    "Planner": "planning and revision control",
    "Quality engineer": "disposition of nonconforming parts",
    "Dispatch clerk": "packing and preservation",
    "Maintenance technician": "maintenance of machine tools",
}


def say_people(world: World) -> None:
    """Say who works here, in which roles, and what they are qualified for."""
    roles = packed_toml("tables/roles.toml")
    world.roles |= {
        world.staff[row["person"][1:]]: str(row["role"])
        for row in reversed(roles["role_assignment"])
    }
    keeper = world.staff["hr"]
    for worker in world.staff.workers:
        begun = max(worker.since, world.as_of - _FIRST)
        world.say(_person(worker, ended=False), by=keeper, on=begun)
        if worker.until:
            notice = worker.until - timedelta(days=12)
            world.say(_person(worker, ended=True), by=keeper, on=notice, because="Leaves")
    for number, card in enumerate(_cards(world), start=1):
        item = Competence.model_validate({"key": f"CMP-{number:04d}", **card})
        since = item.valid_from_on or world.as_of
        world.say(item, by=keeper, on=max(since, world.as_of - _FIRST))


def _person(worker: Worker, *, ended: bool) -> Person:
    mail = "" if worker.external else f"{worker.key}@corvane.example"
    return Person(
        key=worker.key,
        site=worker.site,
        name=worker.name,
        email=mail,
        job=worker.job,
        unit=worker.unit,
        manager=worker.manager,
        manages=worker.leads,
        external=worker.external,
        employer=worker.employer,
        started_on=worker.since,
        ended_on=worker.until if ended else None,
        in_scope=in_scope(worker),
        groups=("all-staff", worker.unit.removeprefix("U-").lower())
        if not worker.external
        else ("guests",),
    )


def _cards(world: World) -> Iterator[dict[str, object]]:
    """Yield the competence cards: each holds three years and is renewed in time."""
    named = {
        world.staff[row["person"][1:]]: row for row in packed_toml("tables/roles.toml")["card"]
    }
    for worker in world.staff.workers:
        chance = world.chance(f"cards/{worker.key}")
        back = chance.randint(20, 1000)
        if worker.job in _CARDS:
            fit_for = _CARDS[worker.job].format(unit=worker.unit)
            yield from _card(world, worker, fit_for, f"Skill card {worker.job.lower()}", back)
        if row := named.get(worker.key):
            yield from _card(
                world, worker, row["fit_for"], row["evidence"], back, row.get("letter", "")
            )


def _card(
    world: World, worker: Worker, fit_for: str, evidence: str, back: int, letter: str = ""
) -> Iterator[dict[str, object]]:
    first = worker.since + QUALIFIED_AFTER if not letter else worker.since
    renewed = max(first, world.as_of - timedelta(days=back))
    card: dict[str, object] = {
        "site": worker.site,
        "person": worker.key,
        "fit_for": fit_for,
        "evidence": evidence,
        "engagement": letter,
    }
    if renewed > first:
        yield {**card, **_span(first, renewed - timedelta(days=1))}
    yield {**card, **_span(renewed, months_later(renewed, PROMISES.qualification_months))}


def _span(since: date, until: date) -> dict[str, object]:
    # A card of an old hand was renewed more than once; only the last one before is kept.
    earliest = months_later(until, -PROMISES.qualification_months)
    return {"valid_from_on": max(since, earliest), "valid_until_on": until}


def say_roles(world: World) -> None:
    """Say who holds which role: long-standing ones when the ledger began, later ones on the day."""
    for row in packed_toml("tables/roles.toml")["role_assignment"]:
        person = world.staff[row["person"][1:]]
        since = world.clock.ago(int(row.get("since", 424)), world.workers[person].site)
        until = world.clock.ago(int(row["until"])) if "until" in row else None
        for about in row.get("about", [""]):
            held = RoleAssignment.model_validate(
                {
                    "person": person,
                    "site": row.get("site", ""),
                    "role": row["role"],
                    "about": about,
                    "from_on": since,
                    "appointed_by": world.staff["md"],
                }
            )
            world.say(held, by=world.staff["hr"], on=since)
            if until:
                ended = held.changed(until_on=until)
                world.say(ended, by=world.staff["hr"], on=until, because="Role given up")


def say_calendar(world: World) -> None:
    """Say on which days each site is closed."""
    first, last = world.as_of.year - 2, world.as_of.year + 1
    for place in PLACES:
        for year in range(first, last + 1):
            for day, name in sorted(holidays(place, year).items()):
                closed = CalendarDay(key=f"{day} / {place.key}", site=place.key, on=day, name=name)
                # Next year's calendar is agreed with the staff in the autumn before.
                known = max(date(year - 1, 10, 15), world.as_of - _FIRST)
                if known < world.as_of:
                    world.say(closed, by=world.staff["hr"], on=known)
