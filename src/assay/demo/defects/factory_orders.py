"""Flaws between the customer's order and the material on the shelf."""

from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.demo.factory.picking import events, pick, related, remove
from assay.domain.supplier_listing import ListingSource, SupplierListing


def _delivered(draft: Draft) -> frozenset[str]:
    return frozenset(row["job"] for row in draft.records["delivery"])


def _ordered(draft: Draft) -> frozenset[str]:
    return frozenset(row["order"] for row in draft.records["delivery"])


@defect(organisation="factory", stage=2, check="order-accepted-before-review")
def order_accepted_before_review(draft: Draft) -> None:
    """Accept an order three hours before its contract review."""
    ordered = _ordered(draft)
    review = pick(draft, "contract_review", "reviewed_at", lambda row: row["order"] in ordered)
    review["accepted_at"] = review["reviewed_at"] - timedelta(hours=3)
    job = related(draft, "work_order", "order", review["order"])[0]["job_id"]
    for event in events(draft, job, "order accepted"):
        event["at"] = review["accepted_at"]


@defect(organisation="factory", stage=2, check="contract-review-missing")
def contract_review_missing(draft: Draft) -> None:
    """Deliver an order that has no contract review."""
    ordered = _ordered(draft)
    review = pick(draft, "contract_review", "reviewed_at", lambda row: row["order"] in ordered)
    job = related(draft, "work_order", "order", review["order"])[0]["job_id"]
    remove(draft, "contract_review", [review])
    remove(draft, "event", events(draft, job, "order reviewed"))


@defect(organisation="factory", stage=2, check="chain-broken")
def order_without_enquiry(draft: Draft) -> None:
    """Deliver an order that came from no recorded enquiry."""
    ordered = _ordered(draft)
    review = pick(draft, "contract_review", "reviewed_at", lambda row: row["order"] in ordered)
    remove(draft, "enquiry", related(draft, "enquiry", "enquiry_id", review["enquiry"]))


@defect(organisation="factory", stage=2, check="supplier-not-approved-at-order")
def order_to_unapproved_supplier(draft: Draft) -> None:
    """Order steel bar from Nordhavn Special Steel while its approval is stopped."""
    # The stop ran from some 205 to some 62 days before the audit.
    order = pick(
        draft, "purchase_order", "ordered_at", lambda row: row["commodity"] == "steel bar", ago=90
    )
    order["supplier"] = "SUP-04"


@defect(organisation="factory", stage=2, check="purchase-order-without-requirements")
def purchase_order_without_conditions(draft: Draft) -> None:
    """Send a purchase order out without the order conditions."""
    order = pick(draft, "purchase_order", "ordered_at", lambda row: bool(row.get("job")))
    order["flow_down"] = None


@defect(organisation="factory", stage=2, check="receipt-not-verified")
def receipt_not_verified(draft: Draft) -> None:
    """Use material in a job that nobody ever verified."""
    jobs = _delivered(draft)
    order = pick(draft, "purchase_order", "ordered_at", lambda row: row.get("job") in jobs)
    for receipt in related(draft, "goods_receipt", "po", order["po_id"]):
        receipt["verified_at"] = receipt["verified_by"] = None
    remove(draft, "event", events(draft, order["job"], "material verified"))


@defect(organisation="factory", stage=2, check="obsolete-revision-used")
def obsolete_drawing_used(draft: Draft) -> None:
    """Make and inspect a job to a revision that was superseded before it began."""
    superseded = {
        (row["part"], chr(ord(row["revision"]) + 1)): row
        for row in draft.records["design_release"]
        if row["superseded_at"]
    }
    job = pick(
        draft,
        "work_order",
        "finished_at",
        lambda row: (row["part"], row["revision"]) in superseded,
        ago=40,
    )
    old = superseded[job["part"], job["revision"]]["revision"]
    job["revision"] = old
    for inspection in related(draft, "inspection", "job", job["job_id"]):
        inspection["revision"] = old
    for transfer in draft.records["transfer"]:
        if str(transfer["object"]).partition("/")[0] == job["job_id"]:
            transfer["sent_revision"] = transfer["received_revision"] = old


@defect(organisation="factory", stage=2, check="batch-lot-unknown")
def batch_without_known_lot(draft: Draft) -> None:
    """Name a material lot in a delivered batch that nobody received."""
    jobs = _delivered(draft)
    batch = pick(draft, "batch", "made_at", lambda row: row["job"] in jobs)
    batch["lot"] = f"L-{batch['site']}-99999-1"


@defect(organisation="factory", stage=2, check="supplier-paid-not-registered")
def machine_shop_paid_unregistered(draft: Draft) -> None:
    """Pay a machining subcontractor that stands in no supplier register."""
    known = next(iter(draft.all(SupplierListing).values()))
    said = next(one for one in draft.said if one.item == known)
    paid = SupplierListing.model_validate(
        {
            "name": "Usinage Lannemezan SARL",
            "source": ListingSource.ACCOUNTS_PAYABLE,
            "listed_on": known.listed_on,
            "amount": "38420.00",
            "first_on": draft.as_of - timedelta(days=160),
            "last_on": draft.as_of - timedelta(days=24),
        }
    )
    draft.say(paid, by=said.by, at=said.at + timedelta(minutes=3))
