"""Incidents, alerts and exercises: what went wrong, who saw it, how soon it was written down."""

from datetime import UTC, datetime, timedelta
from random import Random

from assay.demo.cloud.clock import ZONES, at, worked_from
from assay.demo.cloud.facts import RECORD_DAYS
from assay.demo.cloud.tables import Cells, read_rows
from assay.demo.cloud.world import World, spread
from assay.demo.draft import Row

_LAST_INCIDENT = -30
_INCIDENTS = 24
_ALERTS = 1960
_HOUR = 60
_SEVERITIES = ("low", "medium", "high", "critical")
_WEIGHTS = (55, 33, 10, 2)
_DECISIONS = ("false alarm", "expected", "mended")
_ON_CALL = ("helder.branco", "joana.vilela", "maarten.zwart")
_TOOLS = {
    "glasswatch": ("quill-app", "quill-api", "quill-db", "quill-sign", "edge-gate", "quill-queue"),
    "logbarn": ("latchkey", "quill-vault", "githarbor", "slipway", "quill-admin", "offica"),
    "sentrel": ("fleetmast", "quill-app", "quill-connect", "offica"),
}


def record_incidents(world: World) -> None:
    """Record the year's incidents, evenly spread, each closed with its lessons."""
    chance = world.chance("incidents")
    templates = read_rows("incidents")
    days = spread(chance, world.clock.days(-RECORD_DAYS, _LAST_INCIDENT), _INCIDENTS * world.scale)
    chosen = [templates[number % len(templates)] for number in range(len(days))]
    rows = [
        _incident(world, chance, number, template, at(day, chance.randrange(7 * 60, 19 * 60)))
        for number, (template, day) in enumerate(zip(chosen, days, strict=True), start=1)
    ]
    world.draft.record("incident", rows)


def _incident(
    world: World, chance: Random, number: int, template: Cells, detected: datetime
) -> Row:
    logged = detected + timedelta(minutes=int(chance.triangular(12, 9 * _HOUR, 2.6 * _HOUR)))
    contained = logged + timedelta(minutes=chance.randrange(8, 16 * _HOUR))
    closing = contained.date() + timedelta(chance.randrange(2, 16))
    system = world.systems[template["system"]]
    by = "marta.figueira" if chance.random() < 0.7 else "daan.verbeek"
    site = system.site
    return {
        "incident_id": f"INC-{number:03}",
        "title": template["title"],
        "severity": template["severity"],
        "detected_at": detected.astimezone(ZONES[site]),
        "logged_at": logged.astimezone(ZONES[site]),
        "logged_by": by,
        "contained_at": contained.astimezone(ZONES[site]),
        "closed_at": at(worked_from(closing), chance.randrange(540, 1020)).astimezone(ZONES[site]),
        "cause": template["cause"],
        "actions": template["actions"],
        "lessons": template["lessons"],
        "closed_by": "ilse.brandsma",
        "reported_by": template["reported_by"],
        "system": template["system"],
        "site": site,
        "team": system.unit,
    }


def risk_of(incident: Row) -> str:
    """Return the risk that an incident belongs to."""
    return next(row["risk"] for row in read_rows("incidents") if row["title"] == incident["title"])


def record_alerts(world: World) -> None:
    """Record the year's alerts: around the clock, every one taken up and decided."""
    chance = world.chance("alerts")
    first = datetime.combine(world.clock.as_of, datetime.min.time(), UTC)
    first -= timedelta(RECORD_DAYS)
    span = int((RECORD_DAYS - 0.5) * 24 * _HOUR)
    count = _ALERTS * world.scale
    made = [
        _alert(world, chance, first + timedelta(minutes=int((n + chance.random()) * span / count)))
        for n in range(count)
    ]
    made += [
        _alert_of(chance, row)
        for row in world.draft.records["incident"]
        if row["reported_by"] == "tool"
    ]
    made.sort(key=lambda row: row["raised_at"])
    for number, row in enumerate(made, start=1):
        row["alert_id"] = f"ALR-{number:05}"
    world.draft.record("alert", made)


def _alert(world: World, chance: Random, raised: datetime) -> Row:
    source = chance.choice(tuple(_TOOLS))
    system = world.systems[chance.choice(_TOOLS[source])]
    (severity,) = chance.choices(_SEVERITIES, _WEIGHTS)
    urgent = severity in {"high", "critical"}
    minutes = chance.randrange(2, 46) if urgent else chance.randrange(6, 9 * _HOUR)
    taken = raised + timedelta(minutes=minutes, seconds=chance.randrange(60))
    return {
        "alert_id": "",
        "source": source,
        "severity": severity,
        "raised_at": raised,
        "acknowledged_at": taken,
        "acknowledged_by": _whoever_watches(chance, taken),
        "decision": chance.choices(_DECISIONS, (5, 3, 2))[0],
        "system": system.key,
        "site": system.site,
        "team": system.unit,
    }


def _whoever_watches(chance: Random, taken: datetime) -> str:
    by_day = taken.weekday() < 5 and 8 <= taken.hour < 17
    return chance.choice(("daan.verbeek", "marta.figueira") if by_day else _ON_CALL)


def _alert_of(chance: Random, incident: Row) -> Row:
    detected: datetime = incident["detected_at"]
    raised = detected.astimezone(UTC) - timedelta(minutes=chance.randrange(1, 9))
    return {
        "alert_id": "",
        "source": "glasswatch" if incident["team"] == "PLAT" else "logbarn",
        "severity": "high",
        "raised_at": raised,
        "acknowledged_at": detected.astimezone(UTC),
        "acknowledged_by": _whoever_watches(chance, raised),
        "decision": "incident",
        "incident": incident["incident_id"],
        "system": incident["system"],
        "site": incident["site"],
        "team": incident["team"],
    }


def record_drills(world: World) -> None:
    """Record the exercises of both plans."""
    made = []
    for number, row in enumerate(read_rows("drills"), start=1):
        day = world.clock.day(int(row["held"]), row["site"])
        held = at(day, 10 * _HOUR, row["site"]).astimezone(ZONES[row["site"]])
        made.append(
            {
                "drill_id": f"EX-{number:02}",
                "plan": row["plan"],
                "held_at": held,
                "participants": row["participants"],
                "detected_at": held + timedelta(minutes=4),
                "logged_at": held + timedelta(minutes=int(row["logged"])),
                "result": row["result"],
                "site": row["site"],
                "team": row["team"],
            }
        )
    world.draft.record("drill", made)
