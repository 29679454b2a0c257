"""Jobs were planned before their order had been accepted.

Population
    Every case of the event log in which a job was planned, for which a document
    promises that acceptance comes first.

Deviation
    The order was accepted after that, or never.

Why it matters
    Material is bought and machines are taken for what nobody may have agreed to.

Does not look at
    Whether the order had been reviewed.

Put right
    Settle the orders of the jobs named, and let planning see accepted orders only.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.PRECEDENCE, "event", first="order accepted", then="job planned"),
    Answers(ClaimKind.PRECEDENCE, "event", first="order accepted", then="job started"),
)


@population_check(since="2026.2", answers=ANSWERS)
def job_planned_before_acceptance(operation: Operation) -> Looked:
    """Look at what came first, the acceptance or the plan."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"{counted(each, 'jobs')} came before their order had been accepted: "
            f"{named_first(each)}; {promised(each)}."
        ),
        nothing_because="no document promises that orders are accepted before jobs are planned",
    )
