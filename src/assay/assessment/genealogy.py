"""From a material lot to the batches made of it and their deliveries, and all the way back.

What a newcomer would get wrong: a delivery note names its batches in one cell.
One that names none may hold any batch of its job, and is taken to hold them all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assay.assessment.case_facts import Record
from assay.assessment.finding_cases import LookUp
from assay.domain.genealogy import LOT, Genealogy, Parentage
from assay.domain.trace import Node, parse_names


def find_origins(look_up: LookUp, key: str) -> Sequence[Node]:
    """Return the lot, the batch or the delivery that is called so."""
    found = [
        Node(family, key)
        for family, column in (("batch", "batch_id"), ("delivery", "delivery_id"))
        if look_up(family, column, [key])
    ]
    named_lot = look_up("goods_receipt", "lot", [key]) or look_up("batch", "lot", [key])
    return [*found, *([Node(LOT, key)] if named_lot else [])]


def follow_genealogy(look_up: LookUp, start: Node) -> Genealogy:
    """Return what a lot, a batch or a delivery was made of, and what became of it."""
    family = _Family(look_up)
    return Genealogy(
        start,
        tuple(dict.fromkeys(family.made_of(start))),
        tuple(dict.fromkeys(family.became(start))),
    )


@dataclass(frozen=True, slots=True)
class _Family:
    """The links between lots, batches and deliveries, each looked up as it is met."""

    look_up: LookUp

    def became(self, node: Node) -> Iterator[Parentage]:
        """Yield what was made of a thing, and of that in turn."""
        if node.family == LOT:
            for batch in self.look_up("batch", "lot", [node.key]):
                child = Node("batch", str(batch["batch_id"]))
                yield Parentage(node, child)
                yield from self.became(child)
        elif node.family == "batch":
            for batch in self.look_up("batch", "batch_id", [node.key]):
                for delivery in self._deliveries(batch):
                    yield Parentage(node, Node("delivery", str(delivery["delivery_id"])))

    def _deliveries(self, batch: Record) -> Iterator[Record]:
        if batch.get("job") is None:
            return
        for delivery in self.look_up("delivery", "job", [batch["job"]]):
            named = parse_names(delivery.get("batches"))
            if not named or batch["batch_id"] in named:
                yield delivery

    def made_of(self, node: Node) -> Iterator[Parentage]:
        """Yield what a thing was made of, and that in turn."""
        match node.family:
            case "delivery":
                links = self._of_delivery(node)
            case "batch":
                links = self._of_batch(node)
            case "goods_receipt":
                links = self._of_receipt(node)
            case _:
                links = self._of_lot(node) if node.family == LOT else iter(())
        for link in links:
            yield link
            if not link.broken:
                yield from self.made_of(link.parent)

    def _of_delivery(self, node: Node) -> Iterator[Parentage]:
        for delivery in self.look_up("delivery", "delivery_id", [node.key]):
            job = delivery.get("job")
            named = parse_names(delivery.get("batches"))
            if not named and job is not None:
                named = tuple(str(row["batch_id"]) for row in self.look_up("batch", "job", [job]))
            if not named:
                missing = Node("batch", "none named")
                yield Parentage(missing, node, f"no batch of {job} is recorded")
            for name in named:
                yield Parentage(Node("batch", name), node, self._why_not_of(name, job))

    def _why_not_of(self, batch: str, job: str | None) -> str:
        found = self.look_up("batch", "batch_id", [batch])
        if not found:
            return "no batch of that name is recorded"
        jobs = {row.get("job") for row in found}
        return "" if job in jobs else f"it is a batch of {min(map(str, jobs))}, not of {job}"

    def _of_batch(self, node: Node) -> Iterator[Parentage]:
        for batch in self.look_up("batch", "batch_id", [node.key]):
            lot, job = batch.get("lot"), batch.get("job")
            if lot is None:
                yield Parentage(Node(LOT, "none named"), node, "the batch names no lot")
            else:
                received = self.look_up("goods_receipt", "lot", [lot])
                why = "" if received else "no receipt brought it in"
                yield Parentage(Node(LOT, str(lot)), node, why)
            if job is None or not self.look_up("work_order", "job_id", [job]):
                lost = Node("work_order", str(job or "none named"))
                yield Parentage(lost, node, "no such work order is recorded")

    def _of_lot(self, node: Node) -> Iterator[Parentage]:
        for receipt in self.look_up("goods_receipt", "lot", [node.key]):
            yield Parentage(Node("goods_receipt", str(receipt["receipt_id"])), node)

    def _of_receipt(self, node: Node) -> Iterator[Parentage]:
        for receipt in self.look_up("goods_receipt", "receipt_id", [node.key]):
            order = receipt.get("po")
            placed = order is not None and self.look_up("purchase_order", "po_id", [order])
            why = "" if placed else "no such purchase order is recorded"
            yield Parentage(Node("purchase_order", str(order or "none named")), node, why)
