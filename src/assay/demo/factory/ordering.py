"""Records from the enquiry to the material on the shelf."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from assay.demo.draft import Row
from assay.demo.factory.clock import Moment
from assay.demo.factory.facts import PLACES
from assay.demo.factory.hands import Hands
from assay.demo.factory.jobs import WINDOW_DAYS, Job, lot_of
from assay.demo.factory.shop import Shop
from assay.demo.factory.world import World
from assay.domain.supplier_approval import SupplierApproval

FLOW_DOWN = "Order conditions QC-4: certificate, lot identity, right of access, no substitution"

_DIFFERENCES = (
    "Delivery date moved by a week; customer agreed in writing",
    "Packaging instruction missing; customer sent it",
    "Key characteristic without tolerance; customer confirmed the drawing value",
    "Quantity rounded to the customer's call-off size",
    "Certificate wanted in two languages; agreed",
)


def record_ordering(
    world: World, shop: Shop, jobs: Iterable[Job], handled: Iterable[tuple[Job, Hands]]
) -> None:
    """Record enquiries, reviews, drawings, purchase orders and receipts."""
    won = [job for job in jobs if job.won]
    world.draft.record("enquiry", _enquiries(world, jobs))
    world.draft.record("contract_review", _reviews(world, shop, won))
    world.draft.record("design_release", _drawings(world, shop, won))
    _record_material(world, shop, handled)
    _record_treatments(world, shop)


def _enquiries(world: World, jobs: Iterable[Job]) -> Iterator[Row]:
    for job in jobs:
        times = world.clock[job.site]
        if job.enquired <= times.closing:
            yield {
                "enquiry_id": job.enquiry,
                "customer": job.customer,
                "received_at": times.instant(job.enquired),
                "part": job.part.number,
                "quantity": job.quantity,
                "specification": f"{job.part.name}, {job.part.grade}",
                "site": job.site,
                "team": "U-COM",
            }


def _reviews(world: World, shop: Shop, jobs: Iterable[Job]) -> Iterator[Row]:
    chance = world.chance("reviews")
    for job in jobs:
        times = world.clock[job.site]
        reviewer = shop.crew(job.site, "contracts").on(
            chance, times.day_of(job.reviewed), times.day_of(job.accepted)
        )
        settled = chance.choice(_DIFFERENCES) if chance.random() < 0.14 else "none"
        if job.reviewed <= times.closing:
            yield {
                "review_id": f"CR-{job.site}-{job.number:05d}",
                "enquiry": job.enquiry,
                "order": job.order,
                "part": job.part.number,
                "revision": job.revision,
                "quantity": job.quantity,
                "reviewed_at": times.instant(job.reviewed),
                "reviewer": reviewer,
                "accepted_at": times.instant(job.accepted)
                if job.accepted <= times.closing
                else None,
                "differences": settled,
                "site": job.site,
                "team": "U-COM",
            }


def _drawings(world: World, shop: Shop, jobs: Iterable[Job]) -> Iterator[Row]:
    chance = world.chance("drawings")
    revisions: dict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        if job.first_of_revision and job.drawn <= world.clock[job.site].closing:
            revisions[job.part.number].append(job)
    for part, drawn in revisions.items():
        for job, following in zip(drawn, [*drawn[1:], None], strict=True):
            times = world.clock[job.site]
            day = times.day_of(job.drawn)
            yield {
                "release_id": f"{part}/{job.revision}",
                "part": part,
                "revision": job.revision,
                "order": job.order,
                "released_at": times.instant(job.drawn),
                "released_by": shop.crew(job.site, "drawing").on(chance, day),
                "checked_by": shop.crew(job.site, "programming").on(chance, day),
                "superseded_at": times.instant(following.drawn) if following else None,
                "site": job.site,
                "team": "U-ENG",
            }


class Sourcing:
    """Who may be ordered from: the suppliers that are approved on the day."""

    def __init__(self, world: World, shop: Shop) -> None:
        self.shop = shop
        self.approvals: dict[tuple[str, str], list[SupplierApproval]] = defaultdict(list)
        for approval in world.draft.all(SupplierApproval).values():
            self.approvals[approval.supplier, approval.commodity].append(approval)

    def open_on(self, commodity: str, site: str, day: date) -> list[str]:
        """Return the suppliers that a site may order a commodity from on a day."""
        return [
            supplier
            for supplier in self.shop.sources[commodity, site]
            if any(each.stands_on(day) for each in self.approvals[supplier, commodity])
        ]


def _record_material(world: World, shop: Shop, jobs: Iterable[tuple[Job, Hands]]) -> None:
    chance = world.chance("material")
    sourcing = Sourcing(world, shop)
    for job, hands in jobs:
        times = world.clock[job.site]
        day = times.day_of(job.ordered)
        supplier = chance.choice(sourcing.open_on(job.line.material, job.site, day))
        buyer = shop.crew(job.site, "buying").on(chance, day)
        if job.ordered > times.closing:
            continue
        order = {
            "po_id": f"PO-{job.site}-{job.number:05d}",
            "supplier": supplier,
            "commodity": job.line.material,
            "job": job.key,
            "ordered_at": times.instant(job.ordered),
            "ordered_by": buyer,
            "material": job.part.grade,
            "quantity": job.quantity,
            "flow_down": FLOW_DOWN,
            "site": job.site,
            "team": "U-PUR",
        }
        world.draft.record("purchase_order", [order])
        # A delivery is in the export once it is booked, and that is when it was verified.
        if job.verified + job.lots <= times.closing:
            world.draft.record("goods_receipt", _receipts(world, job, hands.keeper))


def _receipts(world: World, job: Job, keeper: str) -> Iterator[Row]:
    times = world.clock[job.site]
    for count in range(job.lots):
        yield {
            "receipt_id": f"GR-{job.site}-{job.number:05d}-{count + 1}",
            "po": f"PO-{job.site}-{job.number:05d}",
            "lot": lot_of(job, count),
            "received_at": times.instant(job.received),
            "quantity": job.batches[count][0] if job.lots > 1 else job.quantity,
            "verified_at": times.instant(job.verified + count),
            "verified_by": keeper,
            "certificate": f"MC-{job.number:05d}-{count + 1}",
            "site": job.site,
            "team": "U-PUR",
        }


# Special processes and tools are called off by the week, for whatever is due, not by the job.
_WEEKLY = ("anodising", "plating", "painting", "penetrant testing", "cutting tools")


def _record_treatments(world: World, shop: Shop) -> None:
    chance = world.chance("treatments")
    sourcing = Sourcing(world, shop)
    for place in PLACES:
        times = world.clock[place.key]
        first = times.count_before(world.as_of - timedelta(days=WINDOW_DAYS))
        last = times.closing // 1440
        weeks: dict[tuple[int, int], list[int]] = defaultdict(list)
        for count in range(first, last + 1):
            year, week, _ = times.days[count].isocalendar()
            weeks[year, week].append(count)
        for (year, week), days in weeks.items():
            for commodity in _WEEKLY:
                if (commodity, place.key) in shop.sources:
                    day = times.days[days[0]]
                    supplier = chance.choice(sourcing.open_on(commodity, place.key, day))
                    key = f"{place.key}-{year}W{week:02d}-{commodity[:3].upper()}"
                    moment = days[0] * 1440 + chance.randint(8 * 60, 10 * 60)
                    buyer = shop.crew(place.key, "buying").on(chance, day)
                    _call_off(world, shop, key, commodity, supplier, buyer, moment)


def _call_off(
    world: World, shop: Shop, key: str, commodity: str, supplier: str, buyer: str, at: Moment
) -> None:
    site = key[:3]
    times = world.clock[site]
    chance = world.chance(f"call-off/{key}")
    charges = chance.randint(3, 9)
    received = times.office(chance, at, 2, 4)
    verified = times.office(chance, received, 0, 0)
    order = {
        "po_id": f"PO-{key}",
        "supplier": supplier,
        "commodity": commodity,
        "ordered_at": times.instant(at),
        "ordered_by": buyer,
        "material": "weekly call-off",
        "quantity": charges,
        "flow_down": FLOW_DOWN,
        "site": site,
        "team": "U-PUR",
    }
    receipt = {
        "receipt_id": f"GR-{key}",
        "po": f"PO-{key}",
        "lot": f"CH-{key}",
        "received_at": times.instant(received),
        "quantity": charges,
        "verified_at": times.instant(verified),
        "verified_by": shop.crew(site, "stores").on(chance, times.day_of(verified)),
        "certificate": f"PC-{key}",
        "site": site,
        "team": "U-PUR",
    }
    if at <= times.closing:
        world.draft.record("purchase_order", [order])
    if verified <= times.closing:
        world.draft.record("goods_receipt", [receipt])
