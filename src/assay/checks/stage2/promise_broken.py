"""A promise of a document was broken in ways that no other check looks for.

Population
    Whatever each promise is about, by its kind: records of a family, cases of the
    event log, or units of a register.  Only promises that no other check tests are
    looked at here, and none about documents, which are held against the register.

Deviation
    What was promised did not happen, not in its order, not in its time, not by two
    people, not within its bound, or not as often as promised.

Why it matters
    A document says what the organisation does.  An auditor asks for exactly that.

Does not look at
    Promises that other checks test, with what they know beside the promise.

Put right
    Do what was promised in the named cases where that is still of use; else change
    either the practice or the promise, and write down which.
"""

from assay.checks.asking import DOCUMENTS, ask_promises
from assay.checks.facts.broken_promises import told
from assay.checks.operation import Operation
from assay.checks.registry import all_population_checks, population_check
from assay.checks.saying import looked_of
from assay.claims.answers import Answers
from assay.domain.claim import Claim
from assay.domain.deviation import Looked, Unknown


@population_check(since="2026.2")
def promise_broken(operation: Operation) -> Looked:
    """Test every promise that is left over."""
    claims = operation[Claim].values()
    shapes = {(each.kind, each.family) for each in claims if left_over(each)}
    answers = [Answers(kind, family, also=left_over) for kind, family in sorted(shapes)]
    nameless = [each for each in claims if not each.family]
    return looked_of(
        ask_promises(operation, answers),
        told,
        unknown=[Unknown(each.key, "the claim names no family of records") for each in nameless],
        nothing_because="every promise is tested by a check of its own, or none is on record",
    )


def left_over(claim: Claim) -> bool:
    """Say whether no other check tests a promise."""
    shapes = [shape for check in all_population_checks().values() for shape in check.answers]
    return claim.family not in {DOCUMENTS, ""} and not any(shape.to(claim) for shape in shapes)
