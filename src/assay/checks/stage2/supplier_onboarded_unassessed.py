"""A supplier was taken on before anybody had assessed it.

Population
    Every supplier in scope taken on within a year before the day of asking: to
    take one on is rare, and the latest tells how it is done.

Deviation
    No assessment and no review of the supplier is on record by the day from
    which it was one.

Why it matters
    Afterwards the data is there, the contract is signed, and nobody says no.

Does not look at
    What the assessment found; suppliers that were there before.

Put right
    Assess the supplier now, and let no order leave before the next assessment.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlglot import exp

from assay.checks.facts.calendar import months_before
from assay.checks.measured_values import told_day
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.claims.expressions import column, given, least, table
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.supplier import Supplier
from assay.domain.supplier_assessment import SupplierAssessment

_MONTHS: Final = 12


@population_check(since="2026.2")
def supplier_onboarded_unassessed(operation: Operation) -> Looked:
    """Hold the day of each new supplier against that of its first assessment."""
    since = months_before(operation.as_of, _MONTHS)
    there = [
        each
        for each in operation[Supplier].values()
        if each.in_scope is not False and (not operation.sites or each.site in operation.sites)
    ]
    new = [each for each in there if each.since_on and since <= each.since_on <= operation.as_of]
    first = _first_assessed(operation)
    return looked_at(
        [*new, *(each for each in there if each.since_on is None)],
        (deviation for each in new for deviation in _late(each, first.get(each.key))),
        unknown=(
            Unknown(each.key, "nobody says since when it is a supplier", each.site)
            for each in there
            if each.since_on is None
        ),
        nothing_because=f"no supplier was taken on from {since} to {operation.as_of}",
    )


def _late(supplier: Supplier, assessed_on: date | None) -> Iterator[Deviation]:
    taken_on = supplier.since_on
    if taken_on is None or (assessed_on and assessed_on <= taken_on):
        return
    told, measured = "has no assessment on record", "never"
    if assessed_on:
        count = (assessed_on - taken_on).days
        measured = f"{count} {'day' if count == 1 else 'days'} later"
        told = f"was first assessed on {assessed_on}, {measured}"
    yield Deviation(
        about=(supplier.key,),
        says=f"{supplier.name} ({supplier.key}) was taken on on {taken_on} and {told}.",
        measured=measured,
        evidence=(f"supplier {supplier.key}",),
        site=supplier.site,
    )


def _first_assessed(operation: Operation) -> Mapping[str, date]:
    """Return the day of the first assessment of each supplier, from registers and records."""
    known = [(each.supplier, each.held_on) for each in operation[SupplierAssessment].values()]
    for supplier in operation[Supplier].values():
        history = operation.dossier.history(Supplier, supplier.key)
        states = [supplier, *(each.after for each in history if each.after)]
        known += [(supplier.key, each.assessed_on) for each in states if each.assessed_on]
    first: dict[str, date] = {}
    for key, day in (*known, *_reviewed(operation)):
        first[key] = min(day, first.get(key, day))
    return first


def _reviewed(operation: Operation) -> Iterator[tuple[str, date]]:
    members = operation.members("vendor_review")
    if members is None:
        return
    supplier, day = members.value("supplier"), members.value("reviewed_on")
    query = (
        exp.select(supplier, least(day))
        .from_(table(members.relation))
        .where(given(day), given(column("supplier")))
        .group_by(supplier.copy())
    )
    for key, midnight in operation.populations.rows(query):
        yield str(key), date.fromisoformat(told_day(midnight))
