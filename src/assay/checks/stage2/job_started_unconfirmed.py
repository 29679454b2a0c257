"""Jobs were started before anybody had confirmed which drawing revision holds.

Population
    Every case of the event log in which a job was started, for which a document
    promises that the revision is confirmed first.

Deviation
    The revision was confirmed after that, or never.

Why it matters
    The look at the revision is what keeps an old drawing from the machine.

Does not look at
    Whether the revision was the one in force; that is told by itself.

Put right
    Compare what the jobs named were made to with the drawing in force, and let no
    traveller reach the machine unsigned.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.PRECEDENCE, "event", first="drawing revision confirmed", then="job started"),
)


@population_check(since="2026.2", answers=ANSWERS)
def job_started_unconfirmed(operation: Operation) -> Looked:
    """Look at what came first, the confirmation or the start."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"{counted(each, 'jobs')} had no revision confirmed before they were started: "
            f"{named_first(each)}; {promised(each)}."
        ),
        nothing_because="no document promises that revisions are confirmed before jobs start",
    )
