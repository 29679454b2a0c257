"""Accounts, rights, reviews and leavers: who may use what, and how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from assay.demo.cloud.clock import ZONES, at, worked_by, worked_from
from assay.demo.cloud.facts import RECORD_DAYS
from assay.demo.cloud.world import World, spread
from assay.demo.draft import Row
from assay.domain.person import Person

_EVERYBODY = ("latchkey", "offica", "parley", "tasklane", "shelfmark")
_BY_UNIT = {
    "PLAT": (
        *("quill-db", "quill-store", "quill-vault", "quill-queue", "edge-gate", "quill-app"),
        *("githarbor", "slipway", "glasswatch"),
    ),
    "CORE": ("githarbor", "slipway"),
    "SIGN": ("githarbor", "slipway"),
    "CONN": ("githarbor", "slipway"),
    "DATA": ("githarbor", "slipway"),
    "ENG": ("githarbor", "slipway"),
    "SEC": ("logbarn", "sentrel", "scanfield"),
    "SUPP": ("helpnest", "quill-admin"),
    "CUST": ("dealdesk",),
    "SALE": ("dealdesk",),
    "FIN": ("boekhuis",),
    "PPL": ("peoplebase", "learnwell"),
    "WIT": ("fleetmast", "keyhole"),
}
# Team leads look into the services that their teams build.
_BY_PERSON = {
    "lotte.vandijk": ("quill-app", "quill-admin"),
    "andre.lacerda": ("quill-sign", "quill-mailer"),
    "beatriz.nogueira": ("quill-api", "quill-connect", "quill-bridge"),
    "youssef.benali": ("quill-search", "quill-extract", "quill-reports"),
    "annelies.roos": ("loonhuis",),
}
_PRIVILEGED = frozenset(
    {"rui.sequeira", "helder.branco", "joana.vilela", "maarten.zwart", "sven.maas"}
)
_REVIEW_DAYS = 84
_REVIEWED = (
    *("githarbor", "slipway", "latchkey", "logbarn", "sentrel", "tasklane", "offica", "helpnest"),
    *("peoplebase", "keyhole", "coldvault", "quill-staging", "doors-utr", "doors-prt"),
)
_GRANTS = 120
_REASONS = (
    "On call from next month",
    "Takes over the export job of a colleague",
    "Works on the search rebuild",
    "Answers customers of the new region",
    "Prepares the restore test",
    "Joined the signing squad",
    "Stands in during parental leave",
    "Investigates slow reports",
    "Covers the evening rota",
    "Needs the contract archive for renewals",
)


@dataclass(frozen=True)
class Departure:
    """When somebody's last day ended, and when everything was closed."""

    left_at: datetime
    closed_at: datetime


def record_access(world: World) -> None:
    """Record accounts, second factors, grants, leavers and access reviews."""
    departures = {person.key: _departure(world, person) for person in _leavers(world)}
    accounts = [*_personal_accounts(world, departures), *_service_accounts(world)]
    world.draft.record("account", accounts)
    world.draft.record("mfa", _second_factors(world, accounts))
    world.draft.record("leaver", _leaver_rows(world, departures))
    world.draft.record("grant", _grants(world))
    world.draft.record("access_review", _reviews(world, accounts))


def _leavers(world: World) -> list[Person]:
    first = world.clock.day(-RECORD_DAYS)
    return [
        person
        for person in world.people.values()
        if person.ended_on and person.ended_on >= first and not person.external
    ]


def _departure(world: World, person: Person) -> Departure:
    chance = world.chance(f"departure/{person.key}")
    ended = person.ended_on or world.as_of
    left = at(ended, 18 * 60, person.site).astimezone(ZONES[person.site])
    return Departure(left, left + timedelta(minutes=chance.randrange(35, 14 * 60)))


def _leaver_rows(world: World, departures: dict[str, Departure]) -> Iterator[Row]:
    gone = sorted(departures.items(), key=lambda pair: pair[1].left_at)
    for number, (key, departure) in enumerate(gone, start=1):
        person = world.people[key]
        told = worked_by(departure.left_at.date() - timedelta(26), person.site)
        yield {
            "leaver_id": f"LVR-{number:03}",
            "person": key,
            "left_at": departure.left_at,
            "notified_at": at(told, 11 * 60, person.site).astimezone(ZONES[person.site]),
            "closed_at": departure.closed_at,
            "site": person.site,
            "team": person.unit,
        }


def _systems_of(person: Person) -> tuple[str, ...]:
    return (*_EVERYBODY, *_BY_UNIT.get(person.unit, ()), *_BY_PERSON.get(person.key, ()))


def _personal_accounts(world: World, departures: dict[str, Departure]) -> Iterator[Row]:
    chance = world.chance("accounts")
    for person in world.people.values():
        if person.external:
            continue
        departure = departures.get(person.key)
        for system in _systems_of(person):
            live = world.systems[system].live_on
            opened = worked_from(max(filter(None, (person.started_on, live))), person.site)
            disabled = _closing(chance, departure)
            yield {
                "account_id": f"{system}/{person.key}",
                "system": system,
                "person": person.key,
                "kind": "personal",
                "privileged": person.key in _PRIVILEGED,
                "created_at": at(opened, 9 * 60 + 10, person.site).astimezone(ZONES[person.site]),
                "disabled_at": disabled,
                "last_used_at": _last_use(world, chance, person, departure),
                "site": person.site,
                "team": person.unit,
            }


def _closing(chance: Random, departure: Departure | None) -> datetime | None:
    if departure is None:
        return None
    span = departure.closed_at - departure.left_at
    return departure.left_at + timedelta(minutes=chance.randrange(20, span // timedelta(minutes=1)))


def _last_use(
    world: World, chance: Random, person: Person, departure: Departure | None
) -> datetime:
    if departure is not None:
        return departure.left_at - timedelta(minutes=chance.randrange(30, 400))
    day = world.clock.day(-chance.randrange(1, 12), person.site)
    return at(day, chance.randrange(520, 1030), person.site).astimezone(ZONES[person.site])


def _service_accounts(world: World) -> Iterator[Row]:
    chance = world.chance("service accounts")
    for system in world.systems.values():
        if system.environment is None or not system.hosting_account.startswith("nimbra"):
            continue
        for task in ("deploy", "backup"):
            opened = system.live_on or world.clock.day(-600)
            yield {
                "account_id": f"{system.key}/svc-{task}",
                "system": system.key,
                "person": system.owner,
                "kind": "service",
                "privileged": False,
                "created_at": at(worked_from(opened), 10 * 60).astimezone(ZONES["UTR"]),
                "last_used_at": at(world.clock.day(-1), chance.randrange(10, 1400)),
                "site": system.site,
                "team": system.unit,
            }


def _second_factors(world: World, accounts: list[Row]) -> Iterator[Row]:
    seen = at(world.clock.as_of, 4 * 60)
    for row in accounts:
        system = world.systems[row["system"]]
        asked = system.environment == "production" or row["system"] == "latchkey"
        if asked and row["kind"] == "personal" and not row["disabled_at"]:
            yield {
                "account_id": row["account_id"],
                "system": row["system"],
                "person": row["person"],
                "enforced": True,
                "observed_at": seen,
                "site": row["site"],
                "team": row["team"],
            }


def _grants(world: World) -> Iterator[Row]:
    chance = world.chance("grants")
    worked = world.clock.worked_days(-RECORD_DAYS, -9)
    for number, day in enumerate(spread(chance, worked, _GRANTS * world.scale), start=1):
        until = day + timedelta(21)
        people = [person for person in world.staff(day) if person.works_on(until)]
        person = chance.choice(people)
        choice = [key for key in _systems_of(person) if key not in _EVERYBODY] or ["shelfmark"]
        system = world.systems[chance.choice(choice)]
        asker = person.manager if person.manager and chance.random() < 0.4 else person.key
        site = person.site
        asked = worked_from(day, site)
        approving = worked_from(asked + timedelta(chance.randint(0, 2)), site)
        giving = worked_from(approving + timedelta(chance.randint(0, 1)), site)
        zone = ZONES[site]
        yield {
            "grant_id": f"ACC-{2200 + number}",
            "system": system.key,
            "person": person.key,
            "right": chance.choice(("reader", "editor", "operator")),
            "requested_at": at(asked, chance.randrange(515, 660), site).astimezone(zone),
            "requested_by": asker,
            "approved_at": at(approving, chance.randrange(665, 840), site).astimezone(zone),
            "approved_by": _approver(system.owner, asker, person.key),
            "granted_at": at(giving, chance.randrange(845, 1035), site).astimezone(zone),
            "reason": chance.choice(_REASONS),
            "site": site,
            "team": person.unit,
        }


def _approver(owner: str, asker: str, person: str) -> str:
    order = (owner, "pieter.hoekstra", "jeroen.akkerman")
    return next(key for key in order if key not in {asker, person})


def _reviews(world: World, accounts: list[Row]) -> list[Row]:
    chance = world.chance("access reviews")
    reviewed = [
        system
        for system in world.systems.values()
        if system.environment == "production" or system.key in _REVIEWED
    ]
    made = []
    for position, system in enumerate(reviewed):
        first = 6 + position * 71 % (_REVIEW_DAYS - 8)
        for offset in range(first, RECORD_DAYS + 40, _REVIEW_DAYS):
            day = worked_by(world.clock.as_of - timedelta(offset), system.site)
            made.append(_review(world, chance, system.key, day, accounts))
    made.sort(key=lambda row: row["reviewed_at"])
    for number, row in enumerate(made, start=1):
        row["review_id"] = f"REV-{number:03}"
    return made


def _review(world: World, chance: Random, key: str, day: date, accounts: list[Row]) -> Row:
    system = world.systems[key]
    when = at(day, chance.randrange(540, 1020), system.site).astimezone(ZONES[system.site])
    open_then = [
        row
        for row in accounts
        if row["system"] == key
        and row["created_at"] <= when
        and not (row.get("disabled_at") and row["disabled_at"] <= when)
    ]
    doors = sum(person.site == system.site for person in world.staff(day))
    count = len(open_then) or (doors if key.startswith("doors") else 4)
    revoked = chance.choice((0, 0, 0, 1, 1, 2)) if count > 3 else 0
    outcome = f"{revoked} rights taken back" if revoked else "all rights still needed"
    return {
        "review_id": "",
        "system": key,
        "reviewed_at": when,
        "reviewer": system.owner,
        "accounts": count,
        "revoked": revoked,
        "outcome": outcome,
        "site": system.site,
        "team": system.unit,
    }
