"""Changes were made before anybody approved them.

Population
    Every change made in the window; where a document promises that approval
    comes first, those that its promise is about.

Deviation
    It was approved after it was made, or never.  An emergency change may be
    approved afterwards, within the days that the profile allows.

Why it matters
    An approval that comes afterwards approves what can no longer be stopped.

Does not look at
    Who approved; changes that never became a record, which the deployments tell.

Put right
    Ask who needed the change so soon, and give such changes a path of their own.
"""

from assay.checks.asking import Answer
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_by_rule, ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.conditions import parse_conditions
from assay.claims.expressions import equal, number
from assay.claims.kinds.approval import approval
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.PRECEDENCE, "change", "approved_at", "implemented_at"),)
_DAYS = "chg.emergency_days"


@population_check(since="2026.2", answers=ANSWERS)
def change_approved_late(operation: Operation) -> Looked:
    """Hold the approval of each change against the instant it was made."""

    def rule(members: Members, terms: Terms) -> PopulationTest:
        haste = parse_conditions(["kind = emergency"], members)
        return approval(
            members,
            "approved_at",
            "implemented_at",
            haste=haste if haste is not None else equal(number(0), number(1)),
            within_days=operation.profile.whole(_DAYS),
            as_of=operation.as_of_end,
            terms=terms,
        )

    def says(answer: Answer) -> str:
        days = operation.threshold(_DAYS)
        where = f"; {promised(answer)}" if answer.promise else ""
        return (
            f"{counted(answer, 'changes')} were approved after they were made, or not at all: "
            f"{named_first(answer)}; emergencies have {days.value} ({days.stated_in}){where}."
        )

    own = ask_without_promise(
        operation,
        "change-approved-late",
        "change",
        "implemented_at",
        rule,
        threshold=operation.threshold(_DAYS),
    )
    return looked_of(
        ask_by_rule(operation, ANSWERS, "implemented_at", rule) or (own,),
        says,
        nothing_because="no change was made",
    )
