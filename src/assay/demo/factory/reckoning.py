"""How each measure is reckoned from the records of a month, over all sites or for one."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from assay.demo.draft import Row
from assay.demo.factory.clock import month_ends
from assay.demo.factory.facts import PROMISES
from assay.demo.factory.upkeep import COURSES, in_scope
from assay.demo.factory.world import World


def _share(good: int, of: int) -> Decimal | None:
    return Decimal(100 * good) / of if of else None


def _mean(days: list[int]) -> Decimal | None:
    return Decimal(sum(days)) / len(days) if days else None


@dataclass
class Books:
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


def file_records(world: World) -> Books:
    """Return the records by family and month, ready to be reckoned with."""
    filed: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for family, moment in _FILED_BY.items():
        for row in world.draft.records[family]:
            if at := row[moment]:
                filed[family, date(at.year, at.month, 1)].append(row)
    return Books(world, filed)


def _on_time(books: Books, month: date, site: str) -> Decimal | None:
    rows = books.of("delivery", month, site)
    return _share(sum(row["delivered_at"].date() <= row["promised_on"] for row in rows), len(rows))


def _first_pass(kind: str) -> Callable[[Books, date, str], Decimal | None]:
    def reckon(books: Books, month: date, site: str) -> Decimal | None:
        results: dict[str, str] = {}
        for row in books.of("inspection", month, site):
            if row["kind"] == kind:
                results.setdefault(row["job"], row["result"])
        return _share(sum(result == "accepted" for result in results.values()), len(results))

    return reckon


def _complaints(books: Books, month: date, site: str) -> Decimal | None:
    shipped = len(books.of("delivery", month, site))
    return Decimal(1000 * len(books.of("complaint", month, site))) / shipped if shipped else None


def _lead(
    family: str, first: str, then: str, by: str, other: str = ""
) -> Callable[[Books, date, str], Decimal | None]:
    """Return the mean of working days between two moments, the first perhaps of another record."""

    def reckon(books: Books, month: date, site: str) -> Decimal | None:
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
) -> Callable[[Books, date, str], Decimal | None]:
    """Return the share of records in which a second moment came within so many working days."""

    def reckon(books: Books, month: date, site: str) -> Decimal | None:
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


def _effect(books: Books, month: date, site: str) -> Decimal | None:
    rows = books.of("capa", month, site)
    limit = timedelta(days=PROMISES.effect_days)
    if not rows:
        return Decimal(100)  # no check was due, so none was late
    return _share(sum(row["checked_at"] - row["acted_at"] <= limit for row in rows), len(rows))


def _charges(books: Books, month: date, site: str) -> Decimal | None:
    rows = [row for row in books.of("goods_receipt", month, site) if row["lot"].startswith("CH-")]
    good = sum(row["verified_at"].date() == row["received_at"].date() for row in rows)
    return _share(good, len(rows))


def _gauges(books: Books, month: date, site: str) -> Decimal | None:
    rows = books.of("inspection", month, site)
    good = sum(row["gauge_valid_until"] >= row["inspected_at"].date() for row in rows)
    return _share(good, len(rows))


def _agreeing(books: Books, month: date, site: str) -> Decimal | None:
    rows = books.of("transfer", month, site)
    good = sum(
        row["sent_quantity"] == row["received_quantity"]
        and row["sent_revision"] == row["received_revision"]
        for row in rows
    )
    return _share(good, len(rows))


def _validated(books: Books, month: date, site: str) -> Decimal | None:
    rows = books.of("change", month, site)
    return _share(sum(row["validated_at"] <= row["closed_at"] for row in rows), len(rows))


def _trained(books: Books, month: date, _site: str) -> Decimal | None:
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


def _steady(low: int, high: int) -> Callable[[Books, date, str], Decimal | None]:
    def reckon(books: Books, month: date, site: str) -> Decimal | None:
        chance = books.world.chance(f"steady/{low}/{month}/{site}")
        return Decimal(chance.randint(low * 10, high * 10)) / 10

    return reckon


RECKONED: Mapping[str, Callable[[Books, date, str], Decimal | None]] = {
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
