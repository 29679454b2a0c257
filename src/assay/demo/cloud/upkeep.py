"""Restores, supplier reviews, courses and monthly measures."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from assay.demo.cloud.clock import ZONES, at, months_after, worked_by, worked_from
from assay.demo.cloud.facts import RECORD_DAYS
from assay.demo.cloud.tables import Cells, make, read_rows
from assay.demo.cloud.world import World
from assay.demo.draft import Row
from assay.domain.kpi import Kpi
from assay.domain.measurement import Measurement
from assay.domain.person import Person

_RESTORE_DAYS = 84
_VENDOR_DAYS = 730
_MONTHS = 12

# Course, version, first and last day of the round in which everybody took it.
_ROUNDS = (
    ("SEC-101", "1.0", -328, -308),
    ("SEC-101", "2.0", -262, -238),
    ("PRIV-101", "1.0", -165, -142),
)
# The one month in which a measure missed its target, and what was done about it.
_MISSES = {
    ("KPI-09", 7): (
        Decimal(87),
        "Three colleagues ill at once",
        "On-call colleague for support named; see IMP-06",
    ),
    ("KPI-16", 3): (
        Decimal(86),
        "Tender season",
        "Catalogue of approved answers extended; see IMP-09",
    ),
}


def record_restores(world: World) -> None:
    """Record the restore tests of every system that weighs much."""
    chance = world.chance("restores")
    made: list[Row] = []
    systems = world.systems.values()
    weighty = [each for each in systems if each.criticality and each.criticality.weighs_much]
    for position, system in enumerate(weighty):
        first = 5 + position * 67 % (_RESTORE_DAYS - 8)
        for offset in range(first, RECORD_DAYS + 60, _RESTORE_DAYS):
            day = worked_by(world.as_of - timedelta(offset), "PRT")
            objective = (system.recovery_hours or 24) * 60
            made.append(
                {
                    "system": system.key,
                    "restored_at": at(day, chance.randrange(540, 960), "PRT").astimezone(
                        ZONES["PRT"]
                    ),
                    "by": chance.choice(("maarten.zwart", "helder.branco")),
                    "size_gb": chance.randrange(12, 5200),
                    "hash_matches": True,
                    "minutes": int(objective * chance.uniform(0.2, 0.88)),
                    "objective_minutes": objective,
                    "result": "restored, checksums equal",
                    "site": system.site,
                    "team": "PLAT",
                }
            )
    made.sort(key=lambda row: row["restored_at"])
    rows = [{"restore_id": f"RST-{number:03}", **row} for number, row in enumerate(made, start=1)]
    world.draft.record("backup_restore", rows)


def record_supplier_reviews(world: World) -> None:
    """Record two years of supplier reviews; the last of each is in the register too."""
    made = [review for row in read_rows("suppliers") for review in _supplier_reviews(world, row)]
    made.sort(key=lambda row: row["reviewed_on"])
    rows = [{"review_id": f"SUP-{number:03}", **row} for number, row in enumerate(made, start=1)]
    world.draft.record("vendor_review", rows)


def _supplier_reviews(world: World, row: Cells) -> Iterator[Row]:
    if not row["_assessed"]:
        return
    step = int(row["review_months"]) * 30 - 24
    # The first look comes some weeks before a supplier is used.
    earliest = max(int(row["since_on"]) - 30, -_VENDOR_DAYS)
    for offset in range(int(row["_assessed"]), earliest - 1, -step):
        yield {
            "supplier": row["key"],
            "reviewed_on": world.clock.day(offset),
            "reviewer": _reviewer(row["owner"]),
            "report": row["_method"],
            "result": "continue",
            "site": world.site_of(row["owner"]),
            "team": "FIN",
        }


def _reviewer(owner: str) -> str:
    return "tom.hartog" if owner == "daan.verbeek" else "daan.verbeek"


def record_training(world: World) -> None:
    """Record who finished which course when, and who had to be reminded."""
    chance = world.chance("training")
    done = [row for lesson in _ROUNDS for row in _round(world, chance, *lesson)]
    done.sort(key=lambda row: (row["completed_on"], row["person"]))
    rows = [{"completion_id": f"TRN-{number:04}", **row} for number, row in enumerate(done, 1)]
    world.draft.record("training_completion", rows)
    reminders = [
        _reminder(world, row) for row in rows if row["result"] == "passed" and chance.random() < 0.1
    ]
    reminded = [
        {"follow_up_id": f"REM-{number:03}", **row} for number, row in enumerate(reminders, 1)
    ]
    world.draft.record("training_follow_up", reminded)


def _round(
    world: World, chance: Random, course: str, version: str, first: int, last: int
) -> Iterator[Row]:
    began, ended = world.clock.day(first), world.clock.day(last)
    following = [start for name, _, start, _ in _ROUNDS if name == course and start > first]
    until = world.clock.day(following[0]) if following else world.as_of
    for person in world.people.values():
        if person.external or person.started_on is None:
            continue
        if person.works_on(began) and person.works_on(ended):
            offset = chance.randrange(first, last + 1)
            yield _completion(person, course, version, world.clock.day(offset, person.site))
        elif began < person.started_on < until and not person.ended_on:
            day = worked_from(person.started_on + timedelta(chance.randrange(2, 20)), person.site)
            yield _completion(person, course, version, day)


def _completion(person: Person, course: str, version: str, day: date) -> Row:
    return {
        "person": person.key,
        "course": course,
        "version": version,
        "completed_on": day,
        "result": "passed",
        "site": person.site,
        "team": person.unit,
    }


def _reminder(world: World, row: Row) -> Row:
    person = world.people[row["person"]]
    sent = worked_by(row["completed_on"] - timedelta(2), person.site)
    return {
        "person": person.key,
        "course": row["course"],
        "owner": person.manager or "rosa.pinheiro",
        "sent_at": at(sent, 9 * 60, person.site).astimezone(ZONES[person.site]),
        "due_on": worked_from(row["completed_on"] + timedelta(5), person.site),
        "site": person.site,
        "team": person.unit,
    }


def tell_measures(world: World) -> None:
    """Record the process measures and a year of their monthly values."""
    chance = world.chance("measures")
    rows: list[Row] = []
    for row in read_rows("kpis"):
        kpi = make(Kpi, row, world.clock)
        world.say(kpi, kpi.owner, world.clock.day(-402))
        for position, month_end in enumerate(_month_ends(world)):
            missed = _MISSES.get((kpi.key, position))
            value, why, action = missed or (_value(chance, row), "Within its target", "")
            measurement = Measurement.model_validate(
                {
                    "of": kpi.key,
                    "measured_on": month_end,
                    "value": value,
                    "evaluation": why,
                    "by": kpi.owner,
                    "source": kpi.source,
                    "action": action,
                }
            )
            said = worked_from(month_end + timedelta(1), world.site_of(kpi.owner))
            world.say(measurement, kpi.owner, said)
            rows.append(_key_measure(world, kpi, measurement))
    rows.sort(key=lambda row: (row["measured_on"], row["measure"]))
    world.draft.record("key_measure", rows)


def _month_ends(world: World) -> list[date]:
    """Return the last days of twelve months, all of which could be noted before the audit."""
    first = world.as_of.replace(day=1)
    ends = [months_after(first, -back) - timedelta(1) for back in range(_MONTHS + 1)]
    noted = [end for end in ends if _noted_by(end) < world.as_of]
    return noted[:_MONTHS][::-1]


def _noted_by(month_end: date) -> date:
    return max(worked_from(month_end + timedelta(1), site) for site in ZONES)


def _value(chance: Random, row: Cells) -> Decimal:
    usual, swing, target = (float(row[name]) for name in ("_usual", "_swing", "target"))
    drawn = usual + chance.uniform(-swing, swing)
    kept = max(drawn, target) if row["direction"] == "at least" else min(drawn, target)
    if row["measured_in"] == "percent":
        kept = min(kept, 100.0)
    return Decimal(f"{kept:.{row['_digits']}f}")


def _key_measure(world: World, kpi: Kpi, measurement: Measurement) -> Row:
    owner = world.people[kpi.owner]
    return {
        "value_id": f"{kpi.key}/{measurement.measured_on:%Y-%m}",
        "measure": kpi.key,
        "measured_on": measurement.measured_on,
        "value": measurement.value,
        "target": kpi.target,
        "action": measurement.action or None,
        "site": owner.site,
        "team": owner.unit,
    }
