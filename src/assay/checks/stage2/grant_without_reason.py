"""Access rights were given without a business reason.

Population
    Every grant that was asked for in the window.

Deviation
    The grant names no reason for which the right is needed.

Why it matters
    A right is given for a need.  Where none is written down, nobody can say at
    the next review whether it is still there.

Does not look at
    Whether a reason is a good one.

Put right
    Ask for the reasons of the named grants, take back what has none, and let the
    form refuse a request without one.
"""

from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.kinds.filled import filled
from assay.domain.deviation import Looked


@population_check(since="2026.2")
def grant_without_reason(operation: Operation) -> Looked:
    """Look for grants whose business reason is empty."""
    asked = ask_without_promise(
        operation,
        "business reason",
        "grant",
        "requested_at",
        lambda members, terms: filled(members, ["reason"], terms=terms),
    )
    return looked_of(
        (asked,),
        lambda each: (
            f"{counted(each, 'grants')} ({float(each.tally.rate or 0):.1%}) "
            f"name no business reason: {named_first(each)}."
        ),
        nothing_because="there are no records of grants",
    )
