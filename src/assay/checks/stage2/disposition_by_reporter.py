"""Whoever turned parts down decided on them as well.

Population
    Every nonconformity of the window on which somebody decided, for which a
    document promises two people.

Deviation
    The person who raised it is the one who decided.

Why it matters
    Two people see what one overlooks, and nobody is alone with the wish to be done.

Does not look at
    Whether the one who decided had the right to.

Put right
    Have a second person look at the decisions named.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.SEGREGATION, "ncr"),
    Answers(ClaimKind.SEGREGATION, "event", first="nonconformity raised"),
)


@population_check(since="2026.2", answers=ANSWERS)
def disposition_by_reporter(operation: Operation) -> Looked:
    """Look at who raised each nonconformity, and who decided on it."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"{counted(each, 'nonconformities')} had one person raise them and decide on them: "
            f"{named_first(each)}; {promised(each)}."
        ),
        nothing_because="no document promises that two people deal with a nonconformity",
    )
