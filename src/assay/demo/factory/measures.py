"""Measures of the processes, reckoned from the very records that the company shows.

A figure typed in beside the records would some day differ from them; here the
delivery notes of a month make its on-time figure, and a missed target always
comes with what was done about it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assay.demo.draft import Row
from assay.demo.factory.clock import month_ends
from assay.demo.factory.facts import PLACES
from assay.demo.factory.packed import packed_toml
from assay.demo.factory.reckoning import RECKONED, Books, file_records
from assay.demo.factory.tables import resolved
from assay.demo.factory.world import World
from assay.domain.kpi import Kpi
from assay.domain.measurement import Measurement
from assay.domain.objective import Direction, Objective

MONTHS = 13

_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "K-01": (
        "Saturday shift at the measuring room until the queue was gone",
        "Planner walks the late list with the cell leaders every morning",
        "Two jobs a day moved to the less loaded cell, with the customer's consent",
    ),
    "K-02": (
        "First part of each batch probed on the machine before the next is clamped",
        "Cause list reviewed with the shift; the two largest causes became corrective actions",
        "Set-up sheets of the three worst parts redrawn",
    ),
    "K-03": (
        "Both customers visited; packing pictures added to the delivery note",
        "Certificate text printed from the order instead of typed",
    ),
    "K-09": (
        "Tool life counters lowered for the material of the month",
        "Programmer stayed with the late shift for a week",
    ),
}
_ANY_ACTION = ("Owner reviewed the causes with the team and changed the weekly plan",)


def say_measures(world: World) -> None:
    """Say the measures and objectives, and their value for each month that has ended."""
    table = packed_toml("tables/measures.toml")
    books = file_records(world)
    kpis = {row["key"]: row for row in table["kpi"]}
    for row in kpis.values():
        fields = {name: value for name, value in row.items() if name not in {"by_site", "team"}}
        kpi = Kpi.model_validate({**resolved(world, Kpi, fields), "every": "monthly"})
        world.say(kpi, by=kpi.owner, on=world.clock.ago(417))
        _say_values(world, books, kpi, row["team"], by_site=row["by_site"])
    for row in table["objective"]:
        _say_objective(world, books, kpis[row["metric"]], row)


def _months(world: World) -> Iterable[tuple[date, date]]:
    """Yield first and last day of each month that is complete in the records."""
    for last in month_ends(world.clock.closed_on, MONTHS):
        yield last.replace(day=1), last


def _say_values(world: World, books: Books, kpi: Kpi, team: str, *, by_site: bool) -> None:
    sites = [place.key for place in PLACES] if by_site else [""]
    for site in sites:
        for month, last in _months(world):
            value = _value(books, kpi.key, month, site)
            if value is None:
                continue
            said = _measurement(world, kpi.key, kpi, last, value, site)
            world.say(said, by=kpi.owner, on=last + timedelta(days=1))
            world.draft.record("key_measure", [_row(kpi, said, team)])


def _value(books: Books, key: str, month: date, site: str) -> Decimal | None:
    value = RECKONED[key](books, month, site)
    return None if value is None else value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _row(kpi: Kpi, said: Measurement, team: str) -> Row:
    return {
        "value_id": f"KM-{kpi.key}-{said.site or 'ALL'}-{said.measured_on:%Y%m}",
        "measure": kpi.key,
        "measured_on": said.measured_on,
        "value": said.value,
        "target": kpi.target,
        "action": said.action or None,
        "site": said.site or PLACES[0].key,
        "team": team,
    }


def _measurement(
    world: World, of: str, kpi: Kpi, last: date, value: Decimal, site: str
) -> Measurement:
    met = reached(kpi, value)
    action = "" if met else _action(world, kpi, last, site)
    target = kpi.target if kpi.target is not None else Decimal(0)
    gap = abs(value - target)
    words = f"{'meets' if met else 'misses'} the target of {target} by {gap} {kpi.measured_in}"
    return Measurement.model_validate(
        {
            "of": of,
            "site": site,
            "measured_on": last,
            "value": value,
            "evaluation": f"{last:%B} {last.year}: {value} {words}",
            "by": kpi.owner,
            "source": kpi.source,
            "action": action,
        }
    )


def reached(kpi: Kpi, value: Decimal) -> bool:
    """Say whether a value meets the target of its measure."""
    if kpi.target is None or kpi.direction is None:
        raise ValueError(f"{kpi.key} has no target")
    return kpi.direction.reached(value, kpi.target)


def _action(world: World, kpi: Kpi, last: date, site: str) -> str:
    chance = world.chance(f"action/{kpi.key}/{site}/{last:%Y%m}")
    what = chance.choice(_ACTIONS.get(kpi.key, _ANY_ACTION))
    return f"ACT-{kpi.key}-{site or 'ALL'}-{last:%Y%m}: {what}"


def _say_objective(
    world: World, books: Books, measure: Mapping[str, Any], row: Mapping[str, Any]
) -> None:
    kpi = Kpi.model_validate(
        {
            name: value
            for name, value in resolved(world, Kpi, measure).items()
            if name not in {"by_site", "team"}
        }
    )
    fields = {
        **resolved(world, Objective, row),
        "standards": ("iso9001-2015",),
        "metric": kpi.name,
        "measured_in": kpi.measured_in,
        "target": kpi.target,
        "direction": kpi.direction or Direction.AT_LEAST,
        "every": "monthly",
        "source": kpi.source,
        "policy": "POL-01",
        "due_on": world.clock.ago(-60),
        "set_on": world.clock.ago(401),
    }
    objective = Objective.model_validate(fields)
    world.say(objective, by=objective.owner, on=world.clock.ago(401))
    for month, last in _months(world):
        value = _value(books, kpi.key, month, "")
        if value is not None:
            said = _measurement(world, objective.key, kpi, last, value, "")
            world.say(said, by=objective.owner, on=last + timedelta(days=1))


def latest(world: World, of: str, site: str = "") -> Iterator[Measurement]:
    """Yield the values of a measure or objective, the newest first."""
    every = world.draft.all(Measurement).values()
    yield from sorted(
        (each for each in every if each.of == of and each.site == site),
        key=lambda each: each.measured_on,
        reverse=True,
    )
