"""Complaints waited longer for an answer than promised.

Population
    Every complaint that came in within the window, for which a document promises
    a time.

Deviation
    It was answered or closed later than promised, or is open beyond that time.
    Working days are those of the site's calendar.

Why it matters
    A customer who hears nothing assumes that nothing is done.

Does not look at
    What was answered, and whether the cause was found.

Put right
    Answer what is open now, and see who will notice the next one that waits.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.DEADLINE, "complaint"),
    Answers(ClaimKind.RESPONSE, "complaint"),
)


@population_check(since="2026.2", answers=ANSWERS)
def complaint_unanswered(operation: Operation) -> Looked:
    """Look at how long each complaint waited."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"{counted(each, 'complaints')} waited longer than promised: "
            f"{named_first(each)}; {promised(each)}."
        ),
        nothing_because="no document promises how soon complaints are answered",
    )
