"""Incidents stayed open longer than promised.

Population
    Every incident noticed in the window for whose closing or containing a
    document promises a time, each held against the promise of its day.

Deviation
    It was closed or contained later than promised, or is open beyond that time.

Why it matters
    An incident that nobody closes is one whose cause nobody looked for.

Does not look at
    When it was written down; whether the closing was in order.

Put right
    Close what is done, with cause and lesson, and see what keeps the rest open.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.DEADLINE, "incident", then="closed_at"),
    Answers(ClaimKind.DEADLINE, "incident", then="contained_at"),
)


@population_check(since="2026.2", answers=ANSWERS)
def incident_closed_late(operation: Operation) -> Looked:
    """Look at how long each incident was open."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"{counted(each, 'incidents')} took longer than promised: {named_first(each)}; "
            f"{promised(each)}."
        ),
        nothing_because="no document promises how soon incidents are contained or closed",
    )
