"""Whoever made the goods released them as well.

Population
    Every case of the event log in which goods were made and released, for which a
    document promises two people.

Deviation
    One person did both.

Why it matters
    Nobody sees the fault in their own work as well as somebody else does.

Does not look at
    Whether the one who released had the right to.

Put right
    Have somebody else look at the goods of the jobs named, and keep the two apart
    in the system.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.SEGREGATION, "event", first="job finished", then="released"),
    Answers(ClaimKind.SEGREGATION, "event", first="job started", then="released"),
)


@population_check(since="2026.2", answers=ANSWERS)
def job_made_by_releaser(operation: Operation) -> Looked:
    """Look at who made the goods of each job, and who released them."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"{counted(each, 'jobs')} had one person make the goods and release them: "
            f"{named_first(each)}; {promised(each)}."
        ),
        nothing_because="no document promises that two people make and release",
    )
