"""One row a case: the job, where it is made, and everything that its chain is asked about.

What a newcomer would get wrong: the cases are all jobs that any family names,
not the work orders.  A work order that is missing would else be missing from
what is asked for it.  An order that no record has a job for is a case too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from assay.claims.expressions import (
    column,
    equal,
    every,
    first_text,
    given,
    missing,
    most,
    named,
    nothing,
    number,
    subquery,
    table,
)
from assay.claims.tracing.chain import Chain
from assay.claims.tracing.facts_by_family import (
    select_batches,
    select_complaints,
    select_deliveries,
    select_drawings,
    select_inspections,
    select_jobs,
    select_orders,
    select_purchases,
    select_releases,
    select_reviews,
)
from assay.domain.trace_hop import COUNTS, TEXTS, VALUES

# By which column a family names the job, and when that was, the latest first.
_NAMES_JOB: Final = {
    "work_order": ("job_id", ("finished_at", "started_at", "planned_at")),
    "purchase_order": ("job", ("ordered_at",)),
    "batch": ("job", ("made_at",)),
    "inspection": ("job", ("inspected_at",)),
    "release": ("job", ("released_at",)),
    "delivery": ("job", ("delivered_at",)),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """What one family says, and how it joins to the case."""

    name: str
    query: exp.Select
    on: exp.Expr

    @property
    def facts(self) -> Iterable[str]:
        return (each.alias_or_name for each in self.query.selects)


def select_facts(chain: Chain) -> exp.Select:
    """Return the query for the facts of every case."""
    parts = list(_parts(chain))
    held = {fact: column(fact, part.name) for part in reversed(parts) for fact in part.facts}
    query = exp.select(
        *(named(column(name, "s"), name) for name in ("key", "site", "last")),
        named(_order(chain), "order"),
        *(named(_or_none(held.get(name)), name) for name in COUNTS),
        *(named(held.get(name, nothing(exp.DType.TEXT)), name) for name in TEXTS),
        *(named(held.get(name, nothing(exp.DType.BIGINT)), name) for name in VALUES),
    ).from_(subquery(_cases(chain), "s"))
    for part in parts:
        query = query.join(
            subquery(part.query, part.name), on=part.on, join_type="left", copy=False
        )
    return query


def _or_none(found: exp.Expr | None) -> exp.Expr:
    return number(0) if found is None else exp.Coalesce(this=found, expressions=[number(0)])


def _parts(chain: Chain) -> Iterable[_Part]:
    job, order = column("key", "s"), _order(chain)
    yield _Part("w", select_jobs(chain), equal(column("key", "w"), job))
    if chain.has("delivery"):
        yield _Part("d", select_deliveries(chain), equal(column("key", "d"), job))
    yield _Part("t", select_orders(chain), equal(column("key", "t"), order))
    if chain.has("contract_review"):
        yield _Part("v", select_reviews(chain), equal(column("key", "v"), order))
    if chain.has("design_release"):
        on = (equal(column(name, "g"), column(name, "w")) for name in ("part", "revision"))
        yield _Part("g", select_drawings(chain), every(*on))
    for name, family, select in (
        ("p", "purchase_order", select_purchases),
        ("b", "batch", select_batches),
        ("i", "inspection", select_inspections),
        ("l", "release", select_releases),
    ):
        if chain.has(family, "job"):
            yield _Part(name, select(chain), equal(column("key", name), job))
    if chain.has("complaint", "delivery") and chain.has("delivery"):
        yield _Part("c", select_complaints(chain), equal(column("key", "c"), job))


def _order(chain: Chain) -> exp.Expr:
    by_delivery = [column("order", "d")] if chain.has("delivery") else []
    return exp.Coalesce(this=column("order", "w"), expressions=[*by_delivery, column("order", "s")])


def _cases(chain: Chain) -> exp.Select:
    branches = [
        _branch(chain, family, job, nothing(exp.DType.TEXT), times)
        for family, (job, times) in _NAMES_JOB.items()
        if chain.has(family, job)
    ]
    if chain.has("contract_review"):
        branches.append(_orders_alone(chain))
    union: exp.Query = branches[0]
    for branch in branches[1:]:
        union = exp.Union(this=union, expression=branch, distinct=False)
    return (
        exp.select(
            column("key"),
            named(first_text(column("site")), "site"),
            named(most(column("at")), "last"),
            named(first_text(column("order")), "order"),
        )
        .from_(subquery(union, "named"))
        .where(given(column("key")))
        .group_by(column("key"))
    )


def _branch(
    chain: Chain, family: str, key: str, order: exp.Expr, times: tuple[str, ...]
) -> exp.Select:
    return exp.select(
        named(chain.value(family, key), "key"),
        named(chain.value(family, "site"), "site"),
        named(chain.first_given(family, times), "at"),
        named(order, "order"),
    ).from_(table(family, "r"))


def _orders_alone(chain: Chain) -> exp.Select:
    """Return the orders that were accepted and that neither a job nor a delivery names."""
    family = "contract_review"
    order = chain.value(family, "order")
    query = _branch(chain, family, "order", order, ("accepted_at", "reviewed_at"))
    for other in ("work_order", "delivery"):
        if chain.has(other, "order"):
            taken = chain.value(other, "order")
            orders = (
                exp.select(named(taken, "order"))
                .from_(table(other, "r"))
                .where(given(taken))
                .group_by(taken.copy())
            )
            on = equal(column("order", other), order)
            query = query.join(subquery(orders, other), on=on, join_type="left", copy=False)
            query = query.where(missing(column("order", other)))
    if chain.has(family, "accepted_at"):
        query = query.where(given(chain.value(family, "accepted_at")))
    return query
