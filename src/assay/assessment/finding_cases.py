"""From any record of a chain to its cases, and from a case to all its records.

Both go through a look-up that gives the records of a family which hold one of
some values in a column, so that only the records of that case are ever read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from assay.assessment.case_facts import ChainRecords, Record
from assay.domain.record_family import FAMILIES
from assay.domain.trace import CHAIN, Node

LookUp = Callable[[str, str, Sequence[str]], Sequence[Record]]

# By which names a person may ask, beside the key of each family: what, and where it stands.
NAMES: Final = (
    *((FAMILIES[family].row, family, FAMILIES[family].key) for family in CHAIN),
    *(("one customer order", family, "order") for family in ("contract_review", "work_order")),
    ("one customer order", "delivery", "order"),
    *(("one material lot", family, "lot") for family in ("goods_receipt", "batch")),
    *(("one job", family, "job") for family in ("purchase_order", "batch", "inspection")),
    *(("one job", family, "job") for family in ("release", "delivery", "ncr")),
)


def find_nodes(look_up: LookUp, key: str) -> Sequence[Node]:
    """Return the records that are called so, or else those that name it as order, lot or job."""
    for names in (NAMES[: len(CHAIN)], NAMES[len(CHAIN) :]):
        found = dict.fromkeys(
            Node(family, str(row.get(FAMILIES[family].key)))
            for _, family, column in names
            for row in look_up(family, column, [key])
        )
        if found:
            return tuple(found)
    return ()


def cases_of(look_up: LookUp, nodes: Iterable[Node]) -> Sequence[str]:
    """Return the jobs that some records belong to; an order without a job is a case itself."""
    jobs: set[str] = set()
    for node in nodes:
        rows = look_up(node.family, FAMILIES[node.family].key, [node.key])
        jobs |= _Uphill(look_up).jobs(node.family, rows)
    return tuple(sorted(jobs))


@dataclass(frozen=True, slots=True)
class _Uphill:
    """The way from a record of each family to the jobs that it is part of."""

    look_up: LookUp

    def jobs(self, family: str, rows: Sequence[Record]) -> set[str]:
        found: Callable[[Sequence[Record]], set[str]] = getattr(self, f"of_{family}", self._named)
        return found(rows) if rows else set()

    def on(self, family: str, column: str, values: Iterable[str]) -> set[str]:
        wanted = sorted(set(values))
        return self.jobs(family, self.look_up(family, column, wanted)) if wanted else set()

    def _named(self, rows: Sequence[Record]) -> set[str]:
        return _values(rows, "job")

    def of_work_order(self, rows: Sequence[Record]) -> set[str]:
        return _values(rows, "job_id")

    def of_contract_review(self, rows: Sequence[Record]) -> set[str]:
        jobs: set[str] = set()
        for order in _values(rows, "order"):
            made = self.on("work_order", "order", [order]) | self.on("delivery", "order", [order])
            jobs |= made or {order}
        return jobs

    def of_enquiry(self, rows: Sequence[Record]) -> set[str]:
        return self.on("contract_review", "enquiry", _values(rows, "enquiry_id"))

    def of_design_release(self, rows: Sequence[Record]) -> set[str]:
        made = self.look_up("work_order", "part", sorted(_values(rows, "part")))
        revisions = {(row.get("part"), row.get("revision")) for row in rows}
        return {
            str(row["job_id"])
            for row in made
            if (row.get("part"), row.get("revision")) in revisions
        }

    def of_purchase_order(self, rows: Sequence[Record]) -> set[str]:
        keys = _values(rows, "po_id")
        receipts = self.look_up("goods_receipt", "po", sorted(keys))
        return _values(rows, "job") | self.on("batch", "lot", _values(receipts, "lot"))

    def of_goods_receipt(self, rows: Sequence[Record]) -> set[str]:
        purchases = self.look_up("purchase_order", "po_id", sorted(_values(rows, "po")))
        return _values(purchases, "job") | self.on("batch", "lot", _values(rows, "lot"))

    def of_complaint(self, rows: Sequence[Record]) -> set[str]:
        return self.on("delivery", "delivery_id", _values(rows, "delivery"))

    def of_ncr(self, rows: Sequence[Record]) -> set[str]:
        by_batch = self.on("batch", "batch_id", _values(rows, "batch"))
        by_complaint = self.on("complaint", "ncr", _values(rows, "ncr_id"))
        return _values(rows, "job") | by_batch | by_complaint

    def of_capa(self, rows: Sequence[Record]) -> set[str]:
        by_name = self.on("ncr", "ncr_id", _values(rows, "ncr"))
        return by_name | self.on("ncr", "capa", _values(rows, "capa_id"))


def _values(rows: Iterable[Record], column: str) -> set[str]:
    return {str(row[column]) for row in rows if row.get(column) is not None}


@dataclass
class _Collected:
    """The records of one case, while they are fetched."""

    look_up: LookUp
    rows: dict[str, dict[Any, Record]] = field(default_factory=dict)

    def take(self, family: str, column: str, values: Iterable[str]) -> Sequence[Record]:
        wanted = sorted(set(values))
        found = self.look_up(family, column, wanted) if wanted else ()
        kept = self.rows.setdefault(family, {})
        for row in found:
            kept[row.get("source_row"), row.get(FAMILIES[family].key)] = row
        return found


def fetch_case(
    look_up: LookUp, case: str, families: Iterable[str], *, by_day: bool = False
) -> ChainRecords:
    """Return the records of one case, and what its facts are told by, and no others."""
    own = _Collected(look_up)
    jobs = own.take("work_order", "job_id", [case])
    deliveries = own.take("delivery", "job", [case])
    orders = _values(jobs, "order") | _values(deliveries, "order") or {case}
    own.take("work_order", "order", orders)
    own.take("delivery", "order", orders)
    reviews = own.take("contract_review", "order", orders)
    own.take("enquiry", "enquiry_id", _values(reviews, "enquiry"))
    # All revisions of the part: the next one says until when this one stood.
    own.take("design_release", "part", _values(jobs, "part"))
    for family in ("inspection", "release"):
        own.take(family, "job", [case])
    _fetch_material(own, case)
    _fetch_after(own, case, deliveries)
    rows: Mapping[str, Sequence[Record]] = {
        family: list(own.rows.get(family, {}).values()) for family in families
    }
    return ChainRecords(rows, by_day=by_day)


def _fetch_material(own: _Collected, case: str) -> None:
    purchases = own.take("purchase_order", "job", [case])
    own.take("goods_receipt", "po", _values(purchases, "po_id"))
    batches = own.take("batch", "job", [case])
    receipts = own.take("goods_receipt", "lot", _values(batches, "lot"))
    own.take("purchase_order", "po_id", _values(receipts, "po"))


def _fetch_after(own: _Collected, case: str, deliveries: Sequence[Record]) -> None:
    complaints = own.take("complaint", "delivery", _values(deliveries, "delivery_id"))
    reports = [
        *own.take("ncr", "job", [case]),
        *own.take("ncr", "batch", _values(own.rows.get("batch", {}).values(), "batch_id")),
        *own.take("ncr", "ncr_id", _values(complaints, "ncr")),
    ]
    own.take("capa", "capa_id", _values(reports, "capa"))
    own.take("capa", "ncr", _values(reports, "ncr_id"))
