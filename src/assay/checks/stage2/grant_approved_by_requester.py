"""Access rights were approved by whoever had asked for them.

Population
    Every grant whose approval is recorded in the window.

Deviation
    One person asked for a right and approved it, or approved a right of their
    own.

Why it matters
    An approval by the one who asks is no second look, and a right that nobody
    else has seen is nobody's decision.

Does not look at
    Whether the approver had the role to approve, and in which order things
    happened: other checks do.

Put right
    Have somebody else decide again on the named grants, and let the tool refuse
    an approval by the requester.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.kinds.segregation import segregation
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

FOR_ONESELF = "approved for oneself"
ANSWERS = (Answers(ClaimKind.SEGREGATION, "grant"),)


@population_check(since="2026.2", answers=ANSWERS)
def grant_approved_by_requester(operation: Operation) -> Looked:
    """Look for one person on both sides of a grant."""
    asked = ask_promises(operation, ANSWERS) or (
        ask_without_promise(
            operation,
            "requested and approved",
            "grant",
            "approved_at",
            lambda members, terms: segregation(members, "requested_by", "approved_by", terms=terms),
        ),
    )
    own = ask_without_promise(
        operation,
        FOR_ONESELF,
        "grant",
        "approved_at",
        lambda members, terms: segregation(members, "person", "approved_by", terms=terms),
    )
    return looked_of(
        (*asked, own),
        lambda each: (
            f"{counted(each, 'grants')} were approved by the person "
            f"{'they were for' if each is own else 'who had asked for them'}: "
            f"{named_first(each)}" + (f"; {promised(each)}." if each.promise else ".")
        ),
        nothing_because="there are no records of grants",
    )
