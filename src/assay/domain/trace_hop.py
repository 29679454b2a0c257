"""What a trace asks at each step, as data: one line a question, in the order of telling.

A question is asked of the facts of one case, one row of figures that SQL
gathers over a whole population and Python over the records of one case.  It
holds when all its conditions do; what nobody recorded holds nothing, so a
date that is not there runs in no direction.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from assay.domain.trace import BreakKind, TraceStep

_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        "=": operator.eq,
        "!=": operator.ne,
    }
)


@dataclass(frozen=True, slots=True)
class HopCondition:
    """Two facts of a case, or a fact and a number, and how they have to stand to each other."""

    fact: str
    sign: str
    other: str

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Say whether it holds for the facts of one case."""
        one = facts[self.fact]
        if self.sign in {"given", "missing"}:
            return (one is None) is (self.sign == "missing")
        other = int(self.other) if self.other.isdigit() else facts[self.other]
        if one is None or other is None:
            return False
        return bool(_SIGNS[self.sign](one, other))


@dataclass(frozen=True, slots=True)
class Hop:
    """One question at one step, and what is broken where the answer is yes.

    ``conditions`` are all to hold, of each the one or the other.  ``needs``
    are the families without whose records nobody can tell.
    """

    name: str
    step: TraceStep
    kind: BreakKind
    conditions: tuple[tuple[HopCondition, ...], ...]
    needs: tuple[str, ...]
    says: str

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Say whether the chain of a case is broken here."""
        return all(any(each.holds(facts) for each in ways) for ways in self.conditions)

    def can_be_asked(self, families: Iterable[str]) -> bool:
        """Say whether the records that the question needs were handed in."""
        return set(self.needs) <= set(families)

    @property
    def about(self) -> str:
        """Return the fact that the question is first about."""
        return self.conditions[0][0].fact


# step | kind
#   name | conditions, all of them | families, besides the work orders | what it says
_HOPS = """
REQUIREMENT | MISSING
order-unnamed | jobs > 0; order missing | | {case} names no customer order.
review-missing | reviews = 0; order given | contract_review | {order} has no contract review.
enquiry-missing | unknown_enquiries > 0 | contract_review, enquiry | No enquiry is recorded behind {named}.
REQUIREMENT | BACKWARDS
reviewed-before-enquiry | early_reviews > 0 | contract_review, enquiry | Reviewed before the enquiry came in: {named}.
accepted-before-review | early_acceptances > 0 | contract_review | Accepted before it was reviewed: {named}.
DESIGN | MISSING
drawing-missing | drawings = 0; jobs > 0 | design_release | No release of {part}, revision {revision}, is recorded.
DESIGN | BACKWARDS
drawn-after-start | started < drawn | design_release | {case} was begun on {started}; its drawing {part}, revision {revision}, was released on {drawn}.
PLANNING | MISSING
job-missing | jobs = 0; reached > 3 | | No work order is recorded for {case}.
order-unplanned | jobs = 0; reached < 3; idle > 0 | contract_review | No job is recorded for {order}; nothing has been since {last}.
PLANNING | BACKWARDS
planned-before-accepted | planned < accepted | contract_review | {case} was planned on {planned}; {order} was accepted on {accepted}.
started-before-planned | started < planned | | {case} was begun on {started} and planned on {planned}.
finished-before-started | finished < started | | {case} was finished on {finished} and begun on {started}.
PLANNING | QUANTITY
more-than-ordered | agreed < planned_total | contract_review | {planned_total} were planned for {order}; {agreed} were agreed.
less-than-ordered | planned_total < agreed; deliveries > 0 | contract_review, delivery | {planned_total} were planned for {order}; {agreed} were agreed.
PLANNING | OBSOLETE
obsolete-revision | superseded <= started; drawings > 0; open_drawings = 0 | design_release | {case} was begun on {started} to {part}, revision {revision}, which had not stood since {superseded}.
PLANNING | REVISION
ordered-to-other-revision | revision != review_low or revision != review_high | contract_review | {case} is to revision {revision}; {order} was reviewed to {review_revisions}.
PURCHASING | MISSING
lot-unknown | unknown_lots > 0 | batch, goods_receipt | Made from a lot that no receipt brought in: {named}.
material-unordered | purchases = 0; batches = 0; reached > 4 | purchase_order | No purchase order names {case}, and no batch tells from which lot it was made.
purchase-missing | unordered_lots > 0 | batch, goods_receipt, purchase_order | Received to an order that nobody placed: {named}.
material-unverified | unverified_lots > 0 | batch, goods_receipt | Made from material that nobody verified: {named}.
nothing-after-planning | reached = 3; idle > 0 | purchase_order | Nothing is recorded of {case} since {last}.
PURCHASING | BACKWARDS
received-before-ordered | early_receipts > 0 | batch, goods_receipt, purchase_order | Received before it was ordered: {named}.
verified-before-received | early_verifications > 0 | batch, goods_receipt | Verified before it was received: {named}.
PURCHASING | QUANTITY
received-more-than-ordered | over_received > 0 | goods_receipt, purchase_order | More was received than ordered: {named}.
MAKING | MISSING
batch-missing | batches = 0; reached > 5 | batch | No batch of {case} is recorded.
nothing-after-purchasing | reached = 4; idle > 0 | batch | Nothing is recorded of {case} since {last}.
MAKING | BACKWARDS
made-before-start | first_made < started | batch | The first batch was made on {first_made}; {case} was begun on {started}.
made-before-verified | early_batches > 0 | batch, goods_receipt | Made before its material was verified: {named}.
MAKING | QUANTITY
made-more-than-planned | quantity < made | batch | {made} were made in {case}, which is for {quantity}.
INSPECTING | MISSING
inspection-missing | finals = 0; reached > 6 | inspection | No final inspection of {case} is recorded.
acceptance-missing | passed = 0; finals > 0; reached > 6 | inspection | No final inspection of {case} accepted it.
first-article-missing | first_articles = 0; first_order = order; jobs_of_order = 1; batches > 0 | design_release, inspection | {case} is the first to {part}, revision {revision}, and has no first article.
nothing-after-making | reached = 5; idle > 0 | inspection | Nothing is recorded of {case} since {last}.
INSPECTING | BACKWARDS
inspected-before-made | first_final < first_made | batch, inspection | {case} was inspected on {first_final}; its first batch was made on {first_made}.
INSPECTING | QUANTITY
rejected-more-than-inspected | over_rejected > 0 | inspection | More was rejected than inspected: {named}.
INSPECTING | REVISION
inspected-to-other-revision | revision != inspected_low or revision != inspected_high | inspection | {case} is to revision {revision}; it was inspected to {inspected_revisions}.
DELIVERING | MISSING
release-missing | releases = 0; deliveries > 0 | delivery, release | {case} was delivered and no release is recorded.
delivery-missing | deliveries = 0; releases > 0; idle > 0 | delivery, release | {case} was released on {first_released}; no delivery is recorded.
nothing-after-inspecting | reached = 6; idle > 0 | delivery, release | Nothing is recorded of {case} since {last}.
DELIVERING | BACKWARDS
released-before-inspection | first_released < first_passed | inspection, release | {case} was released on {first_released}; it was accepted at final inspection on {first_passed}.
delivered-before-release | first_delivered < first_released | delivery, release | {case} was delivered on {first_delivered} and released on {first_released}.
DELIVERING | QUANTITY
released-more-than-made | made < released | batch, release | {released} were released of {case}; {made} were made.
delivered-more-than-released | released < delivered | delivery, release | {delivered} were delivered of {case}; {released} were released.
AFTER_DELIVERY | MISSING
report-missing | unknown_reports > 0 | complaint, ncr | Answered by a report that is not recorded: {named}.
action-missing | unknown_actions > 0 | capa, complaint, ncr | Followed by a corrective action that is not recorded: {named}.
AFTER_DELIVERY | BACKWARDS
complained-before-delivery | early_complaints > 0 | complaint, delivery | Complained of before it was delivered: {named}.
"""  # noqa: E501 - one line a question


def _condition(text: str) -> HopCondition:
    fact, sign, *other = text.split()
    return HopCondition(fact, sign, other[0] if other else "")


def _hop(step: str, kind: str, line: str) -> Hop:
    name, conditions, needs, says = (part.strip() for part in line.split("|"))
    ways = (part.split(" or ") for part in conditions.split(";"))
    return Hop(
        name,
        TraceStep[step],
        BreakKind[kind],
        tuple(tuple(_condition(each) for each in way) for way in ways),
        tuple(family for family in needs.split(", ") if family),
        says,
    )


def _parse(text: str) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    step = kind = ""
    for line in text.strip().splitlines():
        if line.count("|") == 1:
            step, kind = (part.strip() for part in line.split("|"))
        else:
            hops.append(_hop(step, kind, line))
    return tuple(hops)


HOPS = _parse(_HOPS)

# How far a case has come: the last of these that holds; an order alone has come to its requirement.
_REACHED = (
    (TraceStep.AFTER_DELIVERY, "complaints > 0"),
    (TraceStep.DELIVERING, "releases > 0 or deliveries > 0"),
    (TraceStep.INSPECTING, "finals > 0"),
    (TraceStep.MAKING, "batches > 0"),
    (TraceStep.PURCHASING, "purchases > 0"),
    (TraceStep.PLANNING, "jobs > 0"),
)
REACHED = tuple(
    (step, tuple(_condition(each) for each in text.split(" or "))) for step, text in _REACHED
)
# What makes a step present.
THERE = dict(REACHED) | {
    TraceStep.REQUIREMENT: (_condition("reviews > 0"),),
    TraceStep.DESIGN: (_condition("drawings > 0"),),
}
IDLE_DAYS = 60
"""After how many days without a record a job is no longer under way."""

# Every fact of a case, by what it is: a count is none where nothing is recorded of it,
# and a text or a value is then nothing.
COUNTS = (
    *("jobs", "jobs_of_order", "reviews", "unknown_enquiries", "early_reviews"),
    *("early_acceptances", "drawings", "open_drawings", "purchases", "over_received", "batches"),
    *("unknown_lots", "unordered_lots", "unverified_lots", "early_receipts"),
    *("early_verifications", "early_batches", "finals", "passed", "first_articles"),
    *("over_rejected", "releases", "deliveries", "complaints", "unknown_reports"),
    *("unknown_actions", "early_complaints"),
)
TEXTS = (
    *("part", "revision", "review_low", "review_high", "first_order"),
    *("inspected_low", "inspected_high", "family", "team"),
)
TIMES = (
    *("accepted", "planned", "started", "finished", "drawn", "superseded", "first_made"),
    *("first_final", "first_passed", "first_released", "first_delivered"),
)
VALUES = (*TIMES, "quantity", "agreed", "planned_total", "made", "released", "delivered")
