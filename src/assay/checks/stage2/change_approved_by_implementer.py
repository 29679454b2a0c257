"""Changes were approved by those who made or wanted them.

Population
    Every change made in the window; where a document promises that two people
    differ, those that its promise is about.

Deviation
    The person who approved it is the person who made it or, where a document
    promises that as well, the person who asked for it.

Why it matters
    Whoever looks at their own work sees what they meant.

Does not look at
    Whether the two depend on each other; when the approval came.

Put right
    Let the tool refuse such an approval, and look at the changes again.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, promised
from assay.claims.answers import Answers
from assay.claims.kinds.segregation import segregation
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.SEGREGATION, "change"),)
_PEOPLE = {"approved_by", "implemented_by"}
_MOST_NAMED = 5


@population_check(since="2026.2", answers=ANSWERS)
def change_approved_by_implementer(operation: Operation) -> Looked:
    """Look for changes that one person did twice over."""
    answers = ask_promises(operation, ANSWERS)
    if not any(
        answer.promise and {answer.promise.claim.first, answer.promise.claim.then} == _PEOPLE
        for answer in answers
    ):
        answers = (*answers, _without_promise(operation))
    return looked_of(answers, _says, nothing_because="no change was made")


def _without_promise(operation: Operation) -> Answer:
    return ask_without_promise(
        operation,
        "change-approved-by-implementer",
        "change",
        "implemented_at",
        lambda members, terms: segregation(
            members,
            "approved_by",
            "implemented_by",
            acts=("approved_at", "implemented_at"),
            terms=terms,
        ),
    )


def _says(answer: Answer) -> str:
    shown = [f"{each.key} ({each.facts.get('one_by', '')})" for each in answer.first[:_MOST_NAMED]]
    more = answer.tally.deviating - len(shown)
    named = ", ".join(shown) + (f" and {more} more" if more else "")
    roles = "made and approved"
    if answer.promise:
        claim = answer.promise.claim
        roles = " and ".join(name.removesuffix("_by") for name in (claim.first, claim.then))
    where = f"; {promised(answer)}" if answer.promise else ""
    return f"{counted(answer, 'changes')} were {roles} by one person: {named}{where}."
