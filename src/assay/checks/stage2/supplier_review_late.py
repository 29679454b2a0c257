"""Suppliers were not reviewed as often as promised.

Population
    The suppliers that a promise of a rhythm is made for, by the register: those
    of its criticality, with the days from which and until which each was one.

Deviation
    One interval between two reviews that touches the window is longer than the
    promised rhythm and the tolerance.  The first interval counts from the last
    review before the window, the last one to the day of asking.

Why it matters
    A supplier that much hangs on changes like everybody else, unseen.

Does not look at
    Whether a review was thorough; suppliers that no promise is about.

Put right
    Review the named suppliers now, and see who will notice the next time.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.FREQUENCY, "vendor_review"),)


@population_check(since="2026.2", code="FREQ", answers=ANSWERS)
def supplier_review_late(operation: Operation) -> Looked:
    """Look at the longest time between two reviews of each supplier."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"Of {counted(each, 'suppliers that are promised reviews')} the longest time between "
            f"two reviews is too long: {named_first(each)}; {promised(each)}."
        ),
        nothing_because="no document promises how often suppliers are reviewed",
    )
