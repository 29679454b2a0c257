"""Changes, the deployments that carried them, and the tickets' own event log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from assay.demo.cloud.clock import ZONES, at, is_worked, worked_from
from assay.demo.cloud.facts import RECORD_DAYS
from assay.demo.cloud.tables import read_rows
from assay.demo.cloud.world import World, spread
from assay.demo.draft import Row

_CHANGES = 430
_FIRST_NUMBER = 1604
_LAST_REQUEST = -10
_KINDS = ("normal", "standard", "emergency")
_LEADS = {
    "CORE": "lotte.vandijk",
    "SIGN": "andre.lacerda",
    "CONN": "beatriz.nogueira",
    "DATA": "youssef.benali",
    "PLAT": "rui.sequeira",
}
_SYSTEMS = {
    "CORE": ("quill-app", "quill-admin"),
    "SIGN": ("quill-sign", "quill-mailer"),
    "CONN": ("quill-api", "quill-connect", "quill-bridge"),
    "DATA": ("quill-search", "quill-extract", "quill-reports"),
    "PLAT": ("quill-db", "quill-store", "quill-queue", "quill-vault", "edge-gate"),
}
_TEAM_WEIGHTS = (30, 18, 20, 14, 22)
_MOST_DEPLOYMENTS = 5
_LONGEST_CHANGE = 21


@dataclass(frozen=True)
class Hands:
    """Who asks for a change, who approves it, who makes it: three people."""

    requester: str
    approver: str
    implementer: str


def record_changes(world: World) -> None:
    """Record changes, deployments and events, evenly spread over the year."""
    chance = world.chance("changes")
    worked = world.clock.worked_days(-RECORD_DAYS, _LAST_REQUEST)
    changes: list[Row] = []
    deployments: list[Row] = []
    for number, day in enumerate(spread(chance, worked, _CHANGES * world.scale)):
        change = _change(world, chance, f"CHG-{_FIRST_NUMBER + number}", day)
        changes.append(change)
        deployments += _deployments(chance, change)
    deployments.sort(key=lambda row: row["deployed_at"])
    for number, row in enumerate(deployments, start=1):
        row["deployment_id"] = f"DEP-{number:05}"
    world.draft.record("change", changes)
    world.draft.record("deployment", deployments)
    events = sorted(
        (event for change in changes for event in _events(change)), key=lambda row: row["at"]
    )
    for number, row in enumerate(events, start=1):
        row["event_id"] = f"EVT-{number:06}"
    world.draft.record("event", events)


def _change(world: World, chance: Random, key: str, day: date) -> Row:
    (team,) = chance.choices(tuple(_SYSTEMS), _TEAM_WEIGHTS)
    (kind,) = chance.choices(_KINDS, (68, 27, 5))
    system = world.systems[chance.choice(_SYSTEMS[team])]
    hands = _hands(world, chance, team, day)
    site = world.people[hands.implementer].site
    title, sort = _about(chance, team, kind)
    requested, approved, implemented = _moments(chance, kind, day, site)
    deployments = 1 if kind == "standard" else chance.randint(2, _MOST_DEPLOYMENTS)
    validated = implemented + timedelta(minutes=deployments * 14 + chance.randrange(20, 90))
    closing = worked_from(validated.date() + timedelta(1), site)
    return {
        "change_id": key,
        "title": title.format(system=system.name),
        "kind": kind,
        "type": sort,
        "requested_at": requested,
        "requested_by": hands.requester,
        "approved_at": approved,
        "approved_by": hands.approver,
        "implemented_at": implemented,
        "implemented_by": hands.implementer,
        "validated_at": validated,
        "validation": f"{key}, validation: {deployments} of {deployments} checks green",
        "closed_at": at(closing, chance.randrange(530, 720), site).astimezone(ZONES[site]),
        "system": system.key,
        "site": site,
        "team": team,
    }


def _hands(world: World, chance: Random, team: str, day: date) -> Hands:
    lead = _LEADS[team]
    # Nobody takes on a change in their last days.
    until = day + timedelta(_LONGEST_CHANGE)
    staying = [key for key in world.of_unit(team, day) if world.people[key].works_on(until)]
    requester, implementer = chance.sample([key for key in staying if key != lead], 2)
    if chance.random() < 0.25:
        product = world.of_unit("PROD", day)
        requester = chance.choice([key for key in product if world.people[key].works_on(until)])
    approver = lead if chance.random() < 0.8 else "pieter.hoekstra"
    return Hands(requester, approver, implementer)


def _about(chance: Random, team: str, kind: str) -> tuple[str, str]:
    fitting = [row for row in read_rows("changes") if row["kind"] == kind]
    own = [row for row in fitting if row["team"] in {team, "*"}]
    row = chance.choice(own)
    return row["title"], row["type"]


def _moments(
    chance: Random, kind: str, day: date, site: str
) -> tuple[datetime, datetime, datetime]:
    zone = ZONES[site]
    if kind == "emergency":
        first = at(day, chance.randrange(30, 1400), site).astimezone(zone)
        approved = first + timedelta(minutes=chance.randrange(4, 25))
        return first, approved, approved + timedelta(minutes=chance.randrange(5, 40))
    asked = worked_from(day, site)
    requested = at(asked, chance.randrange(530, 1010), site)
    approving = worked_from(asked + timedelta(chance.randint(1, 2)), site)
    approved = at(approving, chance.randrange(530, 900), site)
    doing = worked_from(approving + timedelta(chance.randint(1, 2)), site)
    # Nothing is released on the afternoon before a day off.
    latest = 15 * 60 if is_worked(doing + timedelta(1), site) else 11 * 60
    implemented = at(doing, chance.randrange(545, latest), site)
    return requested.astimezone(zone), approved.astimezone(zone), implemented.astimezone(zone)


def _deployments(chance: Random, change: Row) -> Iterator[Row]:
    count = int(change["validation"].split(": ")[1].split()[0])
    for position in range(count):
        yield {
            "deployment_id": "",
            "system": change["system"],
            "deployed_at": change["implemented_at"] + timedelta(minutes=position * 14),
            "deployed_by": change["implemented_by"],
            "change": change["change_id"],
            "commit": f"{chance.getrandbits(48):012x}",
            "result": "succeeded",
            "site": change["site"],
            "team": change["team"],
        }


def _events(change: Row) -> Iterator[Row]:
    steps = (
        ("requested", "requested_by"),
        ("approved", "approved_by"),
        ("implemented", "implemented_by"),
        ("validated", "implemented_by"),
        ("closed", "requested_by"),
    )
    for activity, actor in steps:
        yield {
            "event_id": "",
            "case": change["change_id"],
            "activity": activity,
            "at": change[f"{activity}_at"],
            "actor": change[actor],
            "system": "tasklane",
            "site": change["site"],
            "team": change["team"],
        }
