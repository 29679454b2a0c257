"""Access rights were given before, or without, the approval of whoever may give it.

Population
    Every grant that was given in the window, by its record.

Deviation
    The approval is missing or came after the right was given; the request came
    after the approval; or the approver is not the owner of the system by the
    register.  Where the owner asks, or is asked for, somebody in top management or
    who manages people approves instead; a deputy named for the system always may.

Why it matters
    A right that is approved afterwards was nobody's decision while it was used.

Does not look at
    Whether requester and approver are two people, and whether a reason is named:
    other checks do.

Put right
    Have the owner of each named system decide on the named grants, and give rights
    only from an approved request.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.facts.system_owners import hold_approvers
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.kinds.precedence import precedence
from assay.claims.kinds.rightful_approver import rightful_approver
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

REQUESTED, APPROVED, BY_OWNER = "requested first", "approved first", "approved by the owner"
ANSWERS = (Answers(ClaimKind.PRECEDENCE, "grant"), Answers(ClaimKind.COVERAGE, "grant"))
_SAYS = {
    REQUESTED: "were approved before anybody had asked",
    BY_OWNER: "were approved by somebody who does not own the system",
}


@population_check(since="2026.2", answers=ANSWERS)
def grant_out_of_order(operation: Operation) -> Looked:
    """Hold each grant against the steps of granting, and the register of systems."""
    approved = ask_promises(operation, ANSWERS) or (
        _in_order(operation, APPROVED, "approved_at", "granted_at"),
    )
    requested = _in_order(operation, REQUESTED, "requested_at", "approved_at")
    return looked_of(
        (*approved, requested, _by_owner(operation)),
        lambda each: (
            f"{counted(each, 'grants')} "
            f"{_SAYS.get(each.name, 'were given before they were approved, or without')}: "
            f"{named_first(each, with_values=False)}"
            + (f"; {promised(each)}." if each.promise else ".")
        ),
        nothing_because="there are no records of grants",
    )


def _in_order(operation: Operation, name: str, first: str, then: str) -> Answer:
    def rule(members: Members, terms: Terms) -> PopulationTest:
        return precedence(members, first, then, terms=terms)

    return ask_without_promise(operation, name, "grant", then, rule)


def _by_owner(operation: Operation) -> Answer:
    def rule(members: Members, terms: Terms) -> PopulationTest:
        owners, others = hold_approvers(operation)
        return rightful_approver(members, owners, others, terms=terms)

    return ask_without_promise(operation, BY_OWNER, "grant", "granted_at", rule)
