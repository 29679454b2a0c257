"""Who works at Quillmark, where, in which roles, and what they are fit for."""

import unicodedata
from collections.abc import Iterator

from assay.demo.cloud.tables import Cells, make, read_rows, read_settings, split
from assay.demo.cloud.world import World
from assay.domain.competence import Competence
from assay.domain.person import Person
from assay.domain.role_assignment import RoleAssignment
from assay.domain.unit import Unit

RECORDED_FIRST = -420

# Days before the audit date on which the year's joiners started.
_JOINED = (-352, -318, -287, -251, -214, -182, -149, -117, -80, -48)


def tell_people(world: World) -> None:
    """Record the units and everybody who works here, each when they came and left."""
    for person in (*_cast(world), *_outsiders(world), *_others(world)):
        world.people[person.key] = person
    for row in read_rows("units"):
        world.say(make(Unit, row, world.clock), "rosa.pinheiro", world.clock.day(RECORDED_FIRST))
    first = world.clock.day(RECORDED_FIRST + 1)
    for person in world.people.values():
        keeper = "ilse.brandsma" if person.external else "rosa.pinheiro"
        came = max(first, person.started_on or first)
        world.say(person.changed(ended_on=None), keeper, came)
        if person.ended_on:
            world.say(person, keeper, person.ended_on)


def _cast(world: World) -> Iterator[Person]:
    for row in read_rows("cast"):
        yield _employee(world, row)


def _employee(world: World, row: Cells) -> Person:
    return make(
        Person,
        row,
        world.clock,
        email=f"{row['key']}@quillmark.example",
        external=False,
        manages=row["manages"] == "yes",
        in_scope=True,
        groups=("all-staff", f"unit-{row['unit'].lower()}"),
    )


def _outsiders(world: World) -> Iterator[Person]:
    for row in read_rows("outsiders"):
        yield make(
            Person,
            row,
            world.clock,
            email=f"{row['key']}@{row['employer'].split()[0].lower()}.example",
            external=True,
            in_scope=False,
        )


def _others(world: World) -> Iterator[Person]:
    chance = world.chance("names")
    names = read_settings("names")
    seats = [row for row in read_rows("staffing") for _ in range(int(row["count"]))]
    joined = dict(zip(chance.sample(range(len(seats)), len(_JOINED)), _JOINED, strict=True))
    used = {person.name for person in world.people.values()}
    firsts = {
        site: chance.sample(lists["first"], len(lists["first"])) for site, lists in names.items()
    }
    for number, seat in enumerate(seats):
        given = firsts[seat["site"]]
        first = given[number % len(given)]
        last = chance.choice([name for name in names[seat["site"]]["last"] if name != first])
        while f"{first} {last}" in used:
            last = chance.choice(names[seat["site"]]["last"])
        used.add(f"{first} {last}")
        started = joined.get(number, -chance.randrange(400, 2200))
        row = {
            "key": f"{_plain(first)}.{_plain(last)}",
            "name": f"{first} {last}",
            "job": seat["job"],
            "unit": seat["unit"],
            "site": seat["site"],
            "manager": seat["manager"],
            "started_on": str(started),
            "ended_on": "",
            "manages": "",
        }
        yield _employee(world, row)


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in apart if letter.isascii() and letter.isalpha())


def tell_roles(world: World) -> None:
    """Record who holds which role since when, and what makes them fit for it."""
    for row in read_rows("roles"):
        for about in split(row["about"]) or ("",):
            role = make(RoleAssignment, {**row, "about": about}, world.clock)
            said = max(world.clock.day(RECORDED_FIRST + 3), role.from_on or world.as_of)
            world.say(role, "jeroen.akkerman", said)
    for number, row in enumerate(read_rows("competences"), start=1):
        competence = make(Competence, row, world.clock, key=f"CMP-{number:02}")
        said = max(world.clock.day(RECORDED_FIRST + 5), competence.valid_from_on or world.as_of)
        world.say(competence, "rosa.pinheiro", said)
