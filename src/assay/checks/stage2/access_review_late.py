"""Access rights were not reviewed as often as promised.

Population
    The units that a promise of a rhythm is made for, by the register: each
    system, with the days from which and until which it was there.

Deviation
    One interval between two reviews that touches the window is longer than the
    promised rhythm and the tolerance.  The first interval counts from the last
    review before the window, the last one to the day of asking.

Why it matters
    Rights that nobody looks at grow, and stay with people who moved on.

Does not look at
    Whether a review was thorough, or took rights away.

Put right
    Review the rights of the named systems now, and see who will notice the next
    time that one is due.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.FREQUENCY, "access_review"),)


@population_check(since="2026.2", code="FREQ-ACCESS", answers=ANSWERS)
def access_review_late(operation: Operation) -> Looked:
    """Look at the longest time between two reviews of each unit."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"Of {counted(each, 'that are promised reviews of access')} the longest time between "
            f"two reviews is too long: {named_first(each)}; {promised(each)}."
        ),
        nothing_because="no document promises how often access rights are reviewed",
    )
