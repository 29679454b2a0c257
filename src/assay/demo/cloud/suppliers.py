"""The supplier register, and who is really paid and signed in to."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from assay.demo.cloud.clock import months_after
from assay.demo.cloud.people import RECORDED_FIRST
from assay.demo.cloud.tables import Cells, make, read_rows
from assay.demo.cloud.world import World
from assay.domain.criticality import Criticality
from assay.domain.supplier import Supplier
from assay.domain.supplier_approval import SupplierApproval
from assay.domain.supplier_assessment import SupplierAssessment
from assay.domain.supplier_listing import ListingSource, SupplierListing

_APPROVERS = {
    Criticality.CRITICAL: "jeroen.akkerman",
    Criticality.HIGH: "annelies.roos",
}
_LISTED = -17


def tell_suppliers(world: World) -> None:
    """Record each supplier when it was entered and after each look at it."""
    for row in read_rows("suppliers"):
        since = world.clock.day(int(row["since_on"]))
        entered = max(world.clock.day(RECORDED_FIRST + 4), since)
        supplier = make(Supplier, row, world.clock)
        world.say(supplier, "tom.hartog", entered)
        looks = _looks(world, row)
        for day in looks:
            seen = supplier.changed(
                assessed_on=day, next_review_on=months_after(day, int(row["review_months"]))
            )
            if day > entered:
                world.say(seen, "tom.hartog", day)
            elif day == looks[-1] or looks[looks.index(day) + 1] > entered:
                world.say(seen, "tom.hartog", entered, minute=17 * 60 + 40)
        _tell_approval(world, supplier, since, entered)
    _tell_assessments(world)
    for listing in _listings(world):
        world.say(listing, "tom.hartog", world.clock.day(_LISTED))


def _looks(world: World, row: Cells) -> list[date]:
    reviews = world.draft.records["vendor_review"]
    return sorted(review["reviewed_on"] for review in reviews if review["supplier"] == row["key"])


def _tell_approval(world: World, supplier: Supplier, since: date, entered: date) -> None:
    if not supplier.in_scope:
        return
    by = supplier.owner
    if supplier.criticality in _APPROVERS:
        by = _APPROVERS[supplier.criticality]
    approval = SupplierApproval.model_validate(
        {"supplier": supplier.key, "commodity": supplier.provides, "from_on": since, "by": by}
    )
    world.say(approval, by, entered)


def _tell_assessments(world: World) -> None:
    first = world.clock.day(RECORDED_FIRST + 5)
    for review in world.draft.records["vendor_review"]:
        assessment = SupplierAssessment.model_validate(
            {
                "supplier": review["supplier"],
                "held_on": review["reviewed_on"],
                "by": review["reviewer"],
                "method": review["report"],
                "result": review["result"],
                "evidence": review["review_id"],
            }
        )
        world.say(assessment, review["reviewer"], max(first, review["reviewed_on"]))


def _listings(world: World) -> Iterator[SupplierListing]:
    chance = world.chance("payables")
    listed = world.clock.day(_LISTED)
    for row in read_rows("suppliers"):
        last = world.clock.day(_LISTED - chance.randrange(3, 30))
        first = max(world.clock.day(-400), world.clock.day(int(row["since_on"]) + 30))
        yield _listing(
            name=row["_paid"],
            source=ListingSource.ACCOUNTS_PAYABLE,
            listed_on=listed,
            amount=Decimal(chance.randrange(1_200, 96_000)),
            first_on=first,
            last_on=last,
        )
        if any(_signs_in(world, system, row["key"]) for system in world.systems):
            yield _listing(
                name=row["name"].rsplit(" ", 1)[0],
                source=ListingSource.SIGN_ON,
                listed_on=listed,
                first_on=first,
                last_on=world.clock.day(-18),
            )


def _listing(**fields: object) -> SupplierListing:
    return SupplierListing.model_validate(fields)


def _signs_in(world: World, system: str, supplier: str) -> bool:
    about = world.systems[system]
    return about.supplier == supplier and about.environment in {"office", "development"}
