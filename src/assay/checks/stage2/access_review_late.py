"""Access rights were not reviewed as often as promised.

Population
    The units that a promise of a rhythm is made for, by the register: each
    system, with the days from which and until which it was there.

Deviation
    One interval between two reviews that touches the window is longer than the
    promised rhythm and the tolerance.  The first interval counts from the last
    review before the window, the last one to the day of asking.  Where no review at
    all was completed in the window, that is told as its own reason.

Why it matters
    Rights that nobody looks at grow, and stay with people who moved on.

Does not look at
    Whether a review was thorough, or took rights away.

Put right
    Review the rights of the named systems now, and see who will notice the next
    time that one is due.
"""

from dataclasses import replace

from assay.checks.asking import Answer, ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.expressions import column, equal, less, number
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.FREQUENCY, "access_review"),)
NONE_AT_ALL = "no review in the window"


@population_check(since="2026.2", code="FREQ-ACCESS", answers=ANSWERS)
def access_review_late(operation: Operation) -> Looked:
    """Look at the longest time between two reviews of each unit."""
    asked = ask_promises(operation, ANSWERS)
    looked = looked_of(
        asked, _says, nothing_because="no document promises how often access rights are reviewed"
    )
    nothing = {id(each.figures) for each in asked if each.first and _none_at_all(each)}
    return replace(
        looked,
        deviations=tuple(
            replace(each, reason=NONE_AT_ALL) if id(each.figures) in nothing else each
            for each in looked.deviations
        ),
    )


def _says(answer: Answer) -> str:
    if _none_at_all(answer):
        return (
            f"No review of access was completed in the window for any of {answer.tally.decided} "
            f"that are promised reviews: {named_first(answer)}; {promised(answer)}."
        )
    return (
        f"Of {counted(answer, 'that are promised reviews of access')} the longest time between "
        f"two reviews is too long: {named_first(answer)}; {promised(answer)}."
    )


def _none_at_all(answer: Answer) -> bool:
    """Say whether nothing that is promised reviews had one in the window."""
    if answer.test is None:
        return False
    reviewed = less(number(0), column("records"))
    with_one = replace(answer.test, violated=reviewed, undecidable=equal(number(0), number(1)))
    return not answer.operation.populations.tally(with_one).deviating
