"""What the records of one case say, gathered in Python: the facts that a trace asks about.

``assay.claims.tracing`` gathers the same facts of all cases at once, in SQL; a
test holds the two together on random records.  Here the records are at hand,
so beside each count stand the names of those that it counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from assay.domain.trace_hop import COUNTS, IDLE_DAYS, REACHED, TEXTS, VALUES

Record = Mapping[str, Any]
DAY: Final = 86_400_000_000
# What an export without the column holds: nobody can tell that it is not so.
_SILENT: Final = object()


@dataclass(frozen=True)
class ChainRecords:
    """Records by family, instants as whole microseconds; a family that is there may be empty.

    ``by_day`` says that instants are compared by the day that was written.
    """

    rows: Mapping[str, Sequence[Record]]
    by_day: bool = False
    _index: dict[tuple[str, str], Mapping[Any, list[Record]]] = field(default_factory=dict)

    def where(self, family: str, column: str, value: object) -> list[Record]:
        """Return the records of a family that hold a value in a column."""
        if value is None:
            return []
        place = (family, column)
        if place not in self._index:
            found = defaultdict(list)
            for row in self.rows.get(family, ()):
                found[row.get(column)].append(row)
            self._index[place] = found
        return list(self._index[place].get(value, ()))

    def at(self, row: Record, name: str) -> Any:  # noqa: ANN401 - an instant or nothing
        """Return an instant of a record, or its day where instants are compared by day."""
        return row.get(f"{name}__on" if self.by_day else name)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The facts of one case, and the names of what was counted."""

    facts: Mapping[str, Any]
    named: Mapping[str, tuple[str, ...]]


@dataclass
class Gathering:
    """One case while its facts are gathered: the records of each family that are its own."""

    case: str
    records: ChainRecords
    found: dict[str, Any] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        where = self.records.where
        self.jobs = where("work_order", "job_id", self.case)
        self.deliveries = where("delivery", "job", self.case)
        self.order = (
            self.lowest(self.jobs, "order")
            or self.lowest(self.deliveries, "order")
            or self._order_alone()
        )
        self.reviews = where("contract_review", "order", self.order)
        self.batches = where("batch", "job", self.case)
        self.purchases = where("purchase_order", "job", self.case)
        self.inspections = where("inspection", "job", self.case)
        self.releases = where("release", "job", self.case)
        self.complaints = [
            complaint
            for complaint in self.records.rows.get("complaint", ())
            if self.job_of(complaint) == self.case
        ]

    def job_of(self, complaint: Record) -> str | None:
        """Return the job of the delivery that a complaint is about."""
        about = self.records.where("delivery", "delivery_id", complaint.get("delivery"))
        return self.lowest(about, "job")

    def _order_alone(self) -> str | None:
        """Return the case itself where it is an accepted order that nothing was made of."""
        taken = [
            *self.records.where("work_order", "order", self.case),
            *self.records.where("delivery", "order", self.case),
        ]
        reviews = self.records.where("contract_review", "order", self.case)
        accepted = [row for row in reviews if row.get("accepted_at", _SILENT) is not None]
        return self.case if accepted and not taken else None

    def count(self, fact: str, names: Iterable[str]) -> None:
        """Take down how many there are, and which."""
        told = list(names)
        self.found[fact] = len(told)
        self.named[fact] = told

    def lot(self, batch: Record) -> list[Record]:
        """Return the receipts of the lot that a batch was made from."""
        return self.records.where("goods_receipt", "lot", batch.get("lot"))

    def times(self, rows: Iterable[Record], name: str) -> list[Any]:
        """Return the instants that records hold."""
        return [at for row in rows if (at := self.records.at(row, name)) is not None]

    def first(self, rows: Iterable[Record], name: str) -> Any:  # noqa: ANN401
        """Return the first instant that records hold."""
        return min(self.times(rows, name), default=None)

    def before(self, one: Any, other: Any) -> bool:  # noqa: ANN401 - instants or nothing
        """Say whether one instant lies before another; of one that is not there nothing does."""
        return one is not None and other is not None and bool(one < other)

    @staticmethod
    def lowest(rows: Iterable[Record], name: str) -> str | None:
        """Return the first text by its characters."""
        return min((row[name] for row in rows if row.get(name) is not None), default=None)

    @staticmethod
    def total(rows: Iterable[Record], name: str) -> Any:  # noqa: ANN401 - a number or nothing
        """Return the sum of what records hold."""
        numbers = [row[name] for row in rows if row.get(name) is not None]
        return sum(numbers) if numbers else None

    def ends(self, fact: str, rows: Iterable[Record], name: str) -> None:
        """Take down the lowest and the highest text."""
        texts = sorted(row[name] for row in rows if row.get(name) is not None)
        self.found[f"{fact}_low"] = texts[0] if texts else None
        self.found[f"{fact}_high"] = texts[-1] if texts else None


def gather_facts(case: str, records: ChainRecords, as_of: int, days: int = IDLE_DAYS) -> CaseFacts:
    """Return the facts of one case out of records that hold its own among others."""
    own = Gathering(case, records)
    for gather in (_of_job, _of_order, _of_drawing, _of_purchases, _of_batches, _of_inspections):
        gather(own)
    _of_deliveries(own)
    _of_complaints(own)
    empty = {**dict.fromkeys(COUNTS, 0), **dict.fromkeys((*TEXTS, *VALUES))}
    facts = {"case": case, "order": own.order, **empty, **own.found}
    facts |= {"site": _site(own), "last": _last(own)}
    facts["reached"] = next(
        (int(step) for step, ways in REACHED if any(each.holds(facts) for each in ways)), 1
    )
    last = facts["last"]
    facts["idle"] = int(last is not None and last < as_of - days * DAY)
    return CaseFacts(facts, {fact: tuple(names) for fact, names in own.named.items()})


def _site(own: Gathering) -> str | None:
    reviews = own.reviews if own.order == own.case else []
    told = (own.jobs, own.purchases, own.batches, own.inspections, own.releases, own.deliveries)
    return own.lowest((row for rows in (*told, reviews) for row in rows), "site")


def _last(own: Gathering) -> Any:  # noqa: ANN401 - an instant or nothing
    latest = [
        next((at for name in _OF_JOB if (at := own.records.at(row, name)) is not None), None)
        for row in own.jobs
    ]
    for rows, name in (
        (own.purchases, "ordered_at"),
        (own.batches, "made_at"),
        (own.inspections, "inspected_at"),
        (own.releases, "released_at"),
        (own.deliveries, "delivered_at"),
    ):
        latest += own.times(rows, name)
    if own.order == own.case:
        for row in own.reviews:
            told = (own.records.at(row, name) for name in ("accepted_at", "reviewed_at"))
            latest.append(next((at for at in told if at is not None), None))
    return max((at for at in latest if at is not None), default=None)


_OF_JOB: Final = ("finished_at", "started_at", "planned_at")


def _of_job(own: Gathering) -> None:
    own.found["jobs"] = len(own.jobs)
    own.found["quantity"] = own.total(own.jobs, "quantity")
    for name in ("part", "revision", "family", "team"):
        own.found[name] = own.lowest(own.jobs, name)
    for name in ("planned", "started", "finished"):
        own.found[name] = own.first(own.jobs, f"{name}_at")


def _of_order(own: Gathering) -> None:
    siblings = own.records.where("work_order", "order", own.order)
    own.found["jobs_of_order"] = len(siblings)
    own.found["planned_total"] = own.total(siblings, "quantity")
    own.found["reviews"] = len(own.reviews)
    own.found["accepted"] = own.first(own.reviews, "accepted_at")
    agreed = [row["quantity"] for row in own.reviews if row.get("quantity") is not None]
    own.found["agreed"] = max(agreed, default=None)
    own.ends("review", own.reviews, "revision")
    unknown, early, accepted = [], [], []
    for row in own.reviews:
        enquiries = own.records.where("enquiry", "enquiry_id", row.get("enquiry"))
        if not enquiries:
            unknown.append(f"{row.get('review_id')} ({row.get('enquiry') or 'none named'})")
        reviewed = own.records.at(row, "reviewed_at")
        if own.before(reviewed, own.first(enquiries, "received_at")):
            early.append(f"{row.get('review_id')}")
        if own.before(own.records.at(row, "accepted_at"), reviewed):
            accepted.append(f"{row.get('review_id')}")
    own.count("unknown_enquiries", unknown)
    own.count("early_reviews", early)
    own.count("early_acceptances", accepted)


def _of_drawing(own: Gathering) -> None:
    part, revision = own.found["part"], own.found["revision"]
    drawings = own.records.where("design_release", "part", part)
    drawings.sort(key=lambda row: _nothing_last(own, row))
    ends, mine = [], []
    for row, following in zip(drawings, [*drawings, {}][1:], strict=True):
        if revision is not None and row.get("revision") == revision:
            mine.append(row)
            end = own.records.at(row, "superseded_at")
            ends.append(own.records.at(following, "released_at") if end is None else end)
    own.found["drawings"] = len(mine)
    own.found["open_drawings"] = sum(end is None for end in ends)
    own.found["drawn"] = own.first(mine, "released_at")
    own.found["superseded"] = max((end for end in ends if end is not None), default=None)
    own.found["first_order"] = own.lowest(mine, "order")


def _nothing_last(own: Gathering, row: Record) -> tuple[bool, Any, bool, str]:
    at, key = own.records.at(row, "released_at"), row.get("release_id")
    return at is None, at or 0, key is None, key or ""


def _of_purchases(own: Gathering) -> None:
    own.found["purchases"] = len(own.purchases)
    over = []
    for row in own.purchases:
        receipts = own.records.where("goods_receipt", "po", row.get("po_id"))
        received = own.total(receipts, "quantity")
        if own.before(row.get("quantity"), received):
            over.append(f"{row.get('po_id')}")
    own.count("over_received", over)


def _of_batches(own: Gathering) -> None:
    own.found["batches"] = len(own.batches)
    own.found["made"] = own.total(own.batches, "quantity")
    own.found["first_made"] = own.first(own.batches, "made_at")
    told: dict[str, list[str]] = {name: [] for name in _OF_LOT}
    for batch in own.batches:
        named = f"{batch.get('batch_id')} of lot {batch.get('lot') or 'unnamed'}"
        for name in _of_lot(own, batch):
            told[name].append(named)
    for name, names in told.items():
        own.count(name, names)


_OF_LOT: Final = (
    *("unknown_lots", "unordered_lots", "unverified_lots", "early_batches"),
    *("early_receipts", "early_verifications"),
)


def _of_lot(own: Gathering, batch: Record) -> Iterable[str]:
    receipts, made = own.lot(batch), own.records.at(batch, "made_at")
    if not receipts:
        yield "unknown_lots"
        return
    verified, received = own.first(receipts, "verified_at"), own.first(receipts, "received_at")
    if verified is None and "verified_at" in receipts[0]:
        yield "unverified_lots"
    if own.before(made, verified) or own.before(made, received):
        yield "early_batches"
    at = own.records.at
    if any(own.before(at(row, "verified_at"), at(row, "received_at")) for row in receipts):
        yield "early_verifications"
    orders = [own.records.where("purchase_order", "po_id", row.get("po")) for row in receipts]
    if not all(orders):
        yield "unordered_lots"
    if any(
        own.before(at(row, "received_at"), own.first(order, "ordered_at"))
        for row, order in zip(receipts, orders, strict=True)
    ):
        yield "early_receipts"


def _of_inspections(own: Gathering) -> None:
    finals = [row for row in own.inspections if row.get("kind") == "final"]
    passed = [row for row in finals if row.get("result") == "accepted"]
    own.found["finals"], own.found["passed"] = len(finals), len(passed)
    own.found["first_final"] = own.first(finals, "inspected_at")
    own.found["first_passed"] = own.first(passed, "inspected_at")
    own.found["first_articles"] = sum(row.get("kind") == "first article" for row in own.inspections)
    over = (
        f"{row.get('inspection_id')}"
        for row in own.inspections
        if own.before(row.get("inspected"), row.get("rejected"))
    )
    own.count("over_rejected", over)
    own.ends("inspected", own.inspections, "revision")


def _of_deliveries(own: Gathering) -> None:
    own.found["releases"], own.found["deliveries"] = len(own.releases), len(own.deliveries)
    own.found["released"] = own.total(own.releases, "quantity")
    own.found["delivered"] = own.total(own.deliveries, "quantity")
    own.found["first_released"] = own.first(own.releases, "released_at")
    own.found["first_delivered"] = own.first(own.deliveries, "delivered_at")


def _of_complaints(own: Gathering) -> None:
    own.found["complaints"] = len(own.complaints)
    reports, actions, early = [], [], []
    for row in own.complaints:
        key, report = row.get("complaint_id"), row.get("ncr")
        found = own.records.where("ncr", "ncr_id", report)
        if report is not None and not found:
            reports.append(f"{key} by {report}")
        action = own.lowest(found, "capa")
        if action is not None and not own.records.where("capa", "capa_id", action):
            actions.append(f"{report} by {action}")
        delivered = own.first(
            own.records.where("delivery", "delivery_id", row.get("delivery")), "delivered_at"
        )
        if own.before(own.records.at(row, "received_at"), delivered):
            early.append(f"{key}")
    own.count("unknown_reports", reports)
    own.count("unknown_actions", actions)
    own.count("early_complaints", early)
