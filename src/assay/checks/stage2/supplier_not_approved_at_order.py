"""Something was ordered from a supplier that was not approved for it that day.

Population
    Every purchase order of the window, with its supplier and commodity.

Deviation
    No approval of that supplier for that commodity stands on the day of the
    order.  An approval that names no commodity is for all of them.

Why it matters
    Approval is what keeps parts out that nobody would have let in.

Does not look at
    What the approval rests on; goods that came without an order.

Put right
    Find out what came in on these orders, and let the system refuse the next.
"""

from assay.checks.asking import Answer
from assay.checks.joined_records import SpanRow, hold_spans, named_with
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.conditions import midnight
from assay.claims.kinds.validity import Spans, validity
from assay.claims.members import Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest
from assay.domain.deviation import Looked
from assay.domain.supplier_approval import SupplierApproval


@population_check(since="2026.2")
def supplier_not_approved_at_order(operation: Operation) -> Looked:
    """Look up each order's day among the approvals of its supplier."""

    def approved(members: Members, terms: Terms) -> PopulationTest:
        rows = [_span(each) for each in operation[SupplierApproval].values()]
        if not rows:
            raise UntestableError("no approval of any supplier is on record")
        held = hold_spans(operation, rows)
        spans = Spans(held, "of", "value", "since", "until", last_day_counts=True, complete=True)
        return validity(members, "supplier", ["commodity"], "ordered_at", spans, terms=terms)

    answer = ask_without_promise(
        operation, "supplier-not-approved-at-order", "purchase_order", "ordered_at", approved
    )
    return looked_of([answer], _says, nothing_because="nothing was ordered")


def _span(approval: SupplierApproval) -> SpanRow:
    until = midnight(approval.until_on) if approval.until_on else None
    return approval.supplier, approval.commodity or None, midnight(approval.from_on), until


def _says(answer: Answer) -> str:
    named = named_with(
        answer,
        lambda each: (
            f"{each.key} ({each.facts.get('commodity', '')} from {each.facts['supplier']} "
            f"on {each.facts['then_at'][:10]})"
        ),
    )
    what = "purchase orders"
    return f"{counted(answer, what)} went to a supplier not approved for it that day: {named}."
