"""Measures of the processes, reckoned from the very records that the company shows.

A figure typed in beside the records would some day differ from them; here the
delivery notes of a month make its on-time figure, and a missed target always
comes with what was done about it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assay.demo.draft import Row
from assay.demo.factory.clock import month_ends
from assay.demo.factory.facts import PLACES, PROMISES
from assay.demo.factory.packed import packed_toml
from assay.demo.factory.tables import resolved
from assay.demo.factory.upkeep import COURSES, in_scope
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


def _share(good: int, of: int) -> Decimal | None:
    return Decimal(100 * good) / of if of else None


def _mean(days: list[int]) -> Decimal | None:
    return Decimal(sum(days)) / len(days) if days else None


@dataclass
class _Books:
    """The records by family and month, as the measures look at them."""

    world: World
    by_month: dict[tuple[str, date], list[Row]]

    def of(self, family: str, month: date, site: str = "") -> list[Row]:
        """Return the records of a family that fall in a month, of a site or of all."""
        rows = self.by_month[family, month]
        return [row for row in rows if site in {"", row["site"]}]

    def days(self, row: Row, first: datetime, then: datetime) -> int:
        """Return the working days between two instants at the site of a record."""
        times = self.world.clock[row["site"]]
        return times.count_before(then.date()) - times.count_before(first.date())


_FILED_BY = {
    "delivery": "delivered_at",
    "inspection": "inspected_at",
    "complaint": "received_at",
    "contract_review": "reviewed_at",
    "design_release": "released_at",
    "work_order": "planned_at",
    "goods_receipt": "received_at",
    "ncr": "disposed_at",
    "capa": "checked_at",
    "transfer": "sent_at",
    "change": "closed_at",
}


def _file(world: World) -> _Books:
    filed: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for family, moment in _FILED_BY.items():
        for row in world.draft.records[family]:
            if at := row[moment]:
                filed[family, date(at.year, at.month, 1)].append(row)
    return _Books(world, filed)


def _on_time(books: _Books, month: date, site: str) -> Decimal | None:
    rows = books.of("delivery", month, site)
    return _share(sum(row["delivered_at"].date() <= row["promised_on"] for row in rows), len(rows))


def _first_pass(kind: str) -> Callable[[_Books, date, str], Decimal | None]:
    def reckon(books: _Books, month: date, site: str) -> Decimal | None:
        results: dict[str, str] = {}
        for row in books.of("inspection", month, site):
            if row["kind"] == kind:
                results.setdefault(row["job"], row["result"])
        return _share(sum(result == "accepted" for result in results.values()), len(results))

    return reckon


def _complaints(books: _Books, month: date, site: str) -> Decimal | None:
    shipped = len(books.of("delivery", month, site))
    return Decimal(1000 * len(books.of("complaint", month, site))) / shipped if shipped else None


def _lead(
    family: str, first: str, then: str, by: str, other: str = ""
) -> Callable[[_Books, date, str], Decimal | None]:
    """Return the mean of working days between two moments, the first perhaps of another record."""

    def reckon(books: _Books, month: date, site: str) -> Decimal | None:
        earlier = _index(books.world, other, by)
        spans = [
            books.days(row, (earlier[row[by]] if other else row)[first], row[then])
            for row in books.of(family, month, site)
            if not other or row[by] in earlier
        ]
        return _mean(spans)

    return reckon


def _index(world: World, family: str, column: str) -> Mapping[str, Row]:
    if not family:
        return {}
    key = {"enquiry": "enquiry_id", "contract_review": "order", "purchase_order": "po_id"}[family]
    wanted = world.draft.records[family]
    return {row[key]: row for row in wanted if row.get(key)} if column else {}


def _within(
    family: str, first: str, then: str, days: int, by: str = "", other: str = ""
) -> Callable[[_Books, date, str], Decimal | None]:
    """Return the share of records in which a second moment came within so many working days."""

    def reckon(books: _Books, month: date, site: str) -> Decimal | None:
        earlier = _index(books.world, other, by)
        rows = [
            row
            for row in books.of(family, month, site)
            if row[then] and (not other or row[by] in earlier)
        ]
        spans = [
            books.days(row, (earlier[row[by]] if other else row)[first], row[then]) for row in rows
        ]
        return _share(sum(span <= days for span in spans), len(spans))

    return reckon


def _effect(books: _Books, month: date, site: str) -> Decimal | None:
    rows = books.of("capa", month, site)
    limit = timedelta(days=PROMISES.effect_days)
    if not rows:
        return Decimal(100)  # no check was due, so none was late
    return _share(sum(row["checked_at"] - row["acted_at"] <= limit for row in rows), len(rows))


def _charges(books: _Books, month: date, site: str) -> Decimal | None:
    rows = [row for row in books.of("goods_receipt", month, site) if row["lot"].startswith("CH-")]
    good = sum(row["verified_at"].date() == row["received_at"].date() for row in rows)
    return _share(good, len(rows))


def _gauges(books: _Books, month: date, site: str) -> Decimal | None:
    rows = books.of("inspection", month, site)
    good = sum(row["gauge_valid_until"] >= row["inspected_at"].date() for row in rows)
    return _share(good, len(rows))


def _agreeing(books: _Books, month: date, site: str) -> Decimal | None:
    rows = books.of("transfer", month, site)
    good = sum(
        row["sent_quantity"] == row["received_quantity"]
        and row["sent_revision"] == row["received_revision"]
        for row in rows
    )
    return _share(good, len(rows))


def _validated(books: _Books, month: date, site: str) -> Decimal | None:
    rows = books.of("change", month, site)
    return _share(sum(row["validated_at"] <= row["closed_at"] for row in rows), len(rows))


def _trained(books: _Books, month: date, _site: str) -> Decimal | None:
    until = month_ends(month + timedelta(days=40), 1)[0]
    since = until - timedelta(days=366)
    # Those who are still in their first weeks are not due yet.
    due = [
        worker
        for worker in books.world.staff.workers
        if in_scope(worker)
        and worker.works_on(until)
        and worker.since + timedelta(days=PROMISES.joiner_days) <= until
    ]
    taken: set[tuple[str, str]] = {
        (row["person"], row["course"])
        for row in books.world.draft.records["training_completion"]
        if since <= row["completed_on"] <= until
    }
    wanted = [(worker.key, course) for worker in due for course in COURSES]
    return _share(sum(pair in taken for pair in wanted), len(wanted))


def _steady(low: int, high: int) -> Callable[[_Books, date, str], Decimal | None]:
    def reckon(books: _Books, month: date, site: str) -> Decimal | None:
        chance = books.world.chance(f"steady/{low}/{month}/{site}")
        return Decimal(chance.randint(low * 10, high * 10)) / 10

    return reckon


_RECKONED: Mapping[str, Callable[[_Books, date, str], Decimal | None]] = {
    "K-01": _on_time,
    "K-02": _first_pass("final"),
    "K-03": _complaints,
    "K-04": _lead("contract_review", "received_at", "reviewed_at", "enquiry", "enquiry"),
    "K-05": _lead("design_release", "accepted_at", "released_at", "order", "contract_review"),
    "K-06": _within(
        "work_order", "accepted_at", "planned_at", 3, by="order", other="contract_review"
    ),
    "K-07": _within("goods_receipt", "ordered_at", "received_at", 8, "po", "purchase_order"),
    "K-08": _within("goods_receipt", "received_at", "verified_at", 1),
    "K-09": _first_pass("in process"),
    "K-10": _lead("ncr", "raised_at", "disposed_at", "ncr_id"),
    "K-11": _effect,
    "K-12": _gauges,
    "K-13": _trained,
    "K-14": _steady(100, 100),
    "K-15": _agreeing,
    "K-16": _steady(92, 100),
    "K-17": _charges,
    "K-18": _validated,
    "K-19": _steady(95, 100),
}


def say_measures(world: World) -> None:
    """Say the measures and objectives, and their value for each month that has ended."""
    table = packed_toml("tables/measures.toml")
    books = _file(world)
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


def _say_values(world: World, books: _Books, kpi: Kpi, team: str, *, by_site: bool) -> None:
    sites = [place.key for place in PLACES] if by_site else [""]
    for site in sites:
        for month, last in _months(world):
            value = _value(books, kpi.key, month, site)
            if value is None:
                continue
            said = _measurement(world, kpi.key, kpi, last, value, site)
            world.say(said, by=kpi.owner, on=last + timedelta(days=1))
            world.draft.record("key_measure", [_row(kpi, said, team)])


def _value(books: _Books, key: str, month: date, site: str) -> Decimal | None:
    value = _RECKONED[key](books, month, site)
    return None if value is None else value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _row(kpi: Kpi, said: Measurement, team: str) -> Row:
    return {
        "value_id": f"KM-{kpi.key}-{said.site or 'ALL'}-{said.measured_on:%Y%m}",
        "measure": kpi.key if not said.site else f"{kpi.key} {said.site}",
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
    world: World, books: _Books, measure: Mapping[str, Any], row: Mapping[str, Any]
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
