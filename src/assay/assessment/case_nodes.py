"""Which records of a case tell of which of its eight steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assay.assessment.case_facts import ChainRecords, Record
from assay.domain.record_family import FAMILIES
from assay.domain.trace import Node, TraceStep

Nodes = Mapping[TraceStep, Mapping[Node, Record]]


@dataclass
class _Shelf:
    """The records that were found, by step."""

    records: ChainRecords
    found: dict[TraceStep, dict[Node, Record]] = field(
        default_factory=lambda: {step: {} for step in TraceStep}
    )

    def put(self, step: TraceStep, family: str, rows: Iterable[Record]) -> list[Record]:
        told = list(rows)
        key = FAMILIES[family].key
        self.found[step] |= {Node(family, str(row.get(key))): row for row in told}
        return told

    def put_where(self, step: TraceStep, family: str, column: str, value: object) -> list[Record]:
        return self.put(step, family, self.records.where(family, column, value))

    def rows(self, step: TraceStep) -> list[Record]:
        return list(self.found[step].values())


def nodes_by_step(case: str, records: ChainRecords, order: str | None) -> Nodes:
    """Return the records of a case by the step that they tell of."""
    shelf = _Shelf(records)
    for review in shelf.put_where(TraceStep.REQUIREMENT, "contract_review", "order", order):
        shelf.put_where(TraceStep.REQUIREMENT, "enquiry", "enquiry_id", review.get("enquiry"))
    for job in shelf.put_where(TraceStep.PLANNING, "work_order", "job_id", case):
        drawings = records.where("design_release", "part", job.get("part"))
        current = (row for row in drawings if row.get("revision") == job.get("revision"))
        shelf.put(TraceStep.DESIGN, "design_release", current)
    _put_material(case, shelf)
    shelf.put_where(TraceStep.INSPECTING, "inspection", "job", case)
    shelf.put_where(TraceStep.DELIVERING, "release", "job", case)
    for delivery in shelf.put_where(TraceStep.DELIVERING, "delivery", "job", case):
        key = delivery.get("delivery_id")
        shelf.put_where(TraceStep.AFTER_DELIVERY, "complaint", "delivery", key)
    _put_reports(case, shelf)
    return shelf.found


def _put_material(case: str, shelf: _Shelf) -> None:
    step = TraceStep.PURCHASING
    for purchase in shelf.put_where(step, "purchase_order", "job", case):
        shelf.put_where(step, "goods_receipt", "po", purchase.get("po_id"))
    for batch in shelf.put_where(TraceStep.MAKING, "batch", "job", case):
        for receipt in shelf.put_where(step, "goods_receipt", "lot", batch.get("lot")):
            shelf.put_where(step, "purchase_order", "po_id", receipt.get("po"))


def _put_reports(case: str, shelf: _Shelf) -> None:
    """Put each report where it came to light: at a complaint, or else at inspection."""
    records = shelf.records
    from_customers = {row.get("ncr") for row in shelf.rows(TraceStep.AFTER_DELIVERY)} - {None}
    reports = records.where("ncr", "job", case)
    for batch in shelf.rows(TraceStep.MAKING):
        reports += records.where("ncr", "batch", batch.get("batch_id"))
    for key in from_customers:
        reports += records.where("ncr", "ncr_id", key)
    for report in reports:
        key = report.get("ncr_id")
        late = key in from_customers
        step = TraceStep.AFTER_DELIVERY if late else TraceStep.INSPECTING
        shelf.put(step, "ncr", [report])
        shelf.put_where(step, "capa", "capa_id", report.get("capa"))
        shelf.put_where(step, "capa", "ncr", key)
