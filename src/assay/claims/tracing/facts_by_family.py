"""What the records of each family say of a job or an order, one grouped query a family.

Whatever a query does not bring, since its column is not in the export, is a
fact that nobody knows.  ``assay.assessment.case_facts`` gathers the same facts
from the records of one case, and a test holds the two together.
"""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    column,
    count,
    count_of,
    equal,
    every,
    first_text,
    given,
    least,
    less,
    missing,
    most,
    named,
    number,
    ordered,
    over,
    some,
    subquery,
    table,
    text,
    total,
)
from assay.claims.tracing.chain import Chain

Join = tuple[exp.Select, str, exp.Expr]


def select_jobs(chain: Chain) -> exp.Select:
    """Return each work order's own facts."""
    at = {name: chain.value("work_order", f"{name}_at") for name in _STAGES}
    return _grouped(
        "work_order",
        {"key": chain.value("work_order", "job_id")},
        {
            "order": first_text(chain.value("work_order", "order")),
            "part": first_text(chain.value("work_order", "part")),
            "revision": first_text(chain.value("work_order", "revision")),
            "family": first_text(chain.value("work_order", "family")),
            "team": first_text(chain.value("work_order", "team")),
            "jobs": count(),
            "quantity": total(chain.value("work_order", "quantity")),
            **{name: least(value) for name, value in at.items()},
        },
    )


_STAGES = ("planned", "started", "finished")


def select_orders(chain: Chain) -> exp.Select:
    """Return how many jobs each order has, and for how many parts together."""
    return _grouped(
        "work_order",
        {"key": chain.value("work_order", "order")},
        {"jobs_of_order": count(), "planned_total": total(chain.value("work_order", "quantity"))},
    )


def select_reviews(chain: Chain) -> exp.Select:
    """Return what was agreed for each order."""
    family = "contract_review"
    reviewed, accepted = chain.value(family, "reviewed_at"), chain.value(family, "accepted_at")
    facts: dict[str, exp.Expr] = {
        "reviews": count(),
        "early_acceptances": count_of(less(accepted, reviewed)),
        "accepted": least(accepted),
        "agreed": most(chain.value(family, "quantity")),
        "review_low": least(chain.value(family, "revision")),
        "review_high": most(chain.value(family, "revision")),
    }
    joins: list[Join] = []
    if chain.has("enquiry"):
        enquiries = _grouped(
            "enquiry",
            {"key": chain.value("enquiry", "enquiry_id")},
            {"received": least(chain.value("enquiry", "received_at"))},
        )
        joins.append(_join(enquiries, "e", chain.value(family, "enquiry")))
        facts["unknown_enquiries"] = count_of(missing(column("key", "e")))
        facts["early_reviews"] = count_of(less(reviewed, column("received", "e")))
    return _grouped(family, {"key": chain.value(family, "order")}, facts, joins)


def select_drawings(chain: Chain) -> exp.Select:
    """Return each revision of each part: when it was released, and until when it stood."""
    released = chain.value("design_release", "released_at", "")
    part = chain.value("design_release", "part", "")
    order = [ordered(released), ordered(column("release_id"), as_bytes=True)]
    following = over(exp.Lead(this=released.copy()), part, order)
    rows = exp.select(
        *(column(name) for name in ("part", "revision")),
        named(chain.value("design_release", "order", ""), "order"),
        named(released, "released"),
        named(chain.value("design_release", "superseded_at", ""), "superseded"),
        named(following, "following"),
    ).from_(table("design_release"))
    # The next release of a part ends the one before, whether or not anybody noted it there.
    ended = exp.Coalesce(this=column("superseded"), expressions=[column("following")])
    return (
        exp.select(
            column("part"),
            column("revision"),
            named(count(), "drawings"),
            named(count_of(missing(ended)), "open_drawings"),
            named(least(column("released")), "drawn"),
            named(most(ended), "superseded"),
            named(first_text(column("order")), "first_order"),
        )
        .from_(subquery(rows, "releases"))
        .where(every(given(column("part")), given(column("revision"))))
        .group_by(column("part"), column("revision"))
    )


def select_purchases(chain: Chain) -> exp.Select:
    """Return the purchase orders of each job."""
    family = "purchase_order"
    facts: dict[str, exp.Expr] = {"purchases": count()}
    joins: list[Join] = []
    if chain.has("goods_receipt", "quantity"):
        received = _grouped(
            "goods_receipt",
            {"key": chain.value("goods_receipt", "po")},
            {"received": total(chain.value("goods_receipt", "quantity"))},
        )
        joins.append(_join(received, "q", chain.value(family, "po_id")))
        over_received = less(chain.value(family, "quantity"), column("received", "q"))
        facts["over_received"] = count_of(over_received)
    return _grouped(family, {"key": chain.value(family, "job")}, facts, joins)


def select_batches(chain: Chain) -> exp.Select:
    """Return the batches of each job, and what is known of the lots that they were made from."""
    made = chain.value("batch", "made_at")
    facts: dict[str, exp.Expr] = {
        "batches": count(),
        "made": total(chain.value("batch", "quantity")),
        "first_made": least(made),
    }
    joins: list[Join] = []
    if chain.has("goods_receipt"):
        joins.append(_join(_lots(chain), "o", chain.value("batch", "lot")))
        known = given(column("key", "o"))
        verified, received = column("verified", "o"), column("received", "o")
        facts |= {
            "unknown_lots": count_of(missing(column("key", "o"))),
            "early_batches": count_of(some(less(made, verified), less(made, received))),
            "early_verifications": count_of(less(number(0), column("early_verified", "o"))),
        }
        if chain.has("goods_receipt", "verified_at"):
            facts["unverified_lots"] = count_of(every(known, missing(verified)))
        if chain.has("purchase_order"):
            facts["unordered_lots"] = count_of(less(number(0), column("unordered", "o")))
            facts["early_receipts"] = count_of(less(number(0), column("early_received", "o")))
    return _grouped("batch", {"key": chain.value("batch", "job")}, facts, joins)


def _lots(chain: Chain) -> exp.Select:
    family = "goods_receipt"
    received, verified = chain.value(family, "received_at"), chain.value(family, "verified_at")
    facts: dict[str, exp.Expr] = {
        "received": least(received),
        "verified": least(verified),
        "early_verified": count_of(less(verified, received)),
    }
    joins: list[Join] = []
    if chain.has("purchase_order"):
        orders = _grouped(
            "purchase_order",
            {"key": chain.value("purchase_order", "po_id")},
            {"ordered": least(chain.value("purchase_order", "ordered_at"))},
        )
        joins.append(_join(orders, "y", chain.value(family, "po")))
        facts["unordered"] = count_of(missing(column("key", "y")))
        facts["early_received"] = count_of(less(received, column("ordered", "y")))
    return _grouped(family, {"key": chain.value(family, "lot")}, facts, joins)


def select_inspections(chain: Chain) -> exp.Select:
    """Return what inspection found in each job."""
    kind, at = chain.value("inspection", "kind"), chain.value("inspection", "inspected_at")
    final = equal(kind, text("final"))
    passed = every(final, equal(chain.value("inspection", "result"), text("accepted")))
    rejected = chain.value("inspection", "rejected")
    return _grouped(
        "inspection",
        {"key": chain.value("inspection", "job")},
        {
            "finals": count_of(final),
            "passed": count_of(passed),
            "first_final": least(choice((final, at))),
            "first_passed": least(choice((passed, at))),
            "first_articles": count_of(equal(kind, text("first article"))),
            "over_rejected": count_of(less(chain.value("inspection", "inspected"), rejected)),
            "inspected_low": least(chain.value("inspection", "revision")),
            "inspected_high": most(chain.value("inspection", "revision")),
        },
    )


def select_releases(chain: Chain) -> exp.Select:
    """Return what was released of each job."""
    return _grouped(
        "release",
        {"key": chain.value("release", "job")},
        {
            "releases": count(),
            "released": total(chain.value("release", "quantity")),
            "first_released": least(chain.value("release", "released_at")),
        },
    )


def select_deliveries(chain: Chain) -> exp.Select:
    """Return what was delivered of each job."""
    return _grouped(
        "delivery",
        {"key": chain.value("delivery", "job")},
        {
            "order": first_text(chain.value("delivery", "order")),
            "deliveries": count(),
            "delivered": total(chain.value("delivery", "quantity")),
            "first_delivered": least(chain.value("delivery", "delivered_at")),
        },
    )


def select_complaints(chain: Chain) -> exp.Select:
    """Return the complaints about the deliveries of each job, and what they led to."""
    family = "complaint"
    deliveries = _grouped(
        "delivery",
        {"key": chain.value("delivery", "delivery_id")},
        {
            "job": first_text(chain.value("delivery", "job")),
            "delivered": least(chain.value("delivery", "delivered_at")),
        },
    )
    joins = [_join(deliveries, "d", chain.value(family, "delivery"))]
    early = less(chain.value(family, "received_at"), column("delivered", "d"))
    facts: dict[str, exp.Expr] = {"complaints": count(), "early_complaints": count_of(early)}
    report = chain.value(family, "ncr")
    if chain.has("ncr"):
        capa = {"capa": first_text(chain.value("ncr", "capa"))}
        reports = _grouped("ncr", {"key": chain.value("ncr", "ncr_id")}, capa)
        joins.append(_join(reports, "n", report))
        unknown = every(given(report), missing(column("key", "n")))
        facts["unknown_reports"] = count_of(unknown)
    if chain.has("ncr") and chain.has("capa"):
        actions = _grouped("capa", {"key": chain.value("capa", "capa_id")}, {})
        joins.append(_join(actions, "a", column("capa", "n")))
        lost = every(given(column("capa", "n")), missing(column("key", "a")))
        facts["unknown_actions"] = count_of(lost)
    return _grouped(family, {"key": column("job", "d")}, facts, joins)


def _join(query: exp.Select, alias: str, to: exp.Expr) -> Join:
    return query, alias, equal(column("key", alias), to)


def _grouped(
    family: str,
    keys: Mapping[str, exp.Expr],
    facts: Mapping[str, exp.Expr],
    joins: Sequence[Join] = (),
) -> exp.Select:
    told = [*keys.items(), *facts.items()]
    query = exp.select(*(named(value, name) for name, value in told)).from_(table(family, "r"))
    for other, alias, on in joins:
        query = query.join(subquery(other, alias), on=on, join_type="left", copy=False)
    return query.where(every(*(given(value) for value in keys.values()))).group_by(
        *(value.copy() for value in keys.values())
    )
