"""Incidents were closed without what a closed incident has.

Population
    Every incident closed in the window; where a document promises what a closed
    incident has, those that its promise is about.

Deviation
    It lacks its cause, what was done, what was learnt or who approved the
    closing, or its times are not in order.

Why it matters
    Without a cause nothing keeps it from happening again, and without a name
    nobody says that it is over.

Does not look at
    Whether the cause is the true one; incidents still open.

Put right
    Add what is missing from what people remember, marked as added later, and
    close nothing without it from now on.
"""

from assay.checks.asking import Answer
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_by_rule, ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, promised
from assay.claims.answers import Answers
from assay.claims.kinds.complete import complete
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.COVERAGE, "incident", "closed_at"),)
_COLUMNS = ("cause", "actions", "lessons", "closed_by")
_ORDER = ("detected_at", "logged_at", "contained_at", "closed_at")
_MOST_NAMED = 5


@population_check(since="2026.2", answers=ANSWERS)
def incident_incomplete(operation: Operation) -> Looked:
    """Look for what each closed incident lacks."""
    promises = ask_by_rule(operation, ANSWERS, "closed_at", _rule)
    answers = promises or (
        ask_without_promise(operation, "incident-incomplete", "incident", "closed_at", _rule),
    )
    return looked_of(answers, _says, nothing_because="no incident was closed")


def _rule(members: Members, terms: Terms) -> PopulationTest:
    order = [name for name in _ORDER if name in members.columns or name == "closed_at"]
    return complete(members, _COLUMNS, order, terms=terms)


def _says(answer: Answer) -> str:
    shown = [
        f"{each.key} ({', '.join(f'{name} {what}' for name, what in each.facts.items())})"
        for each in answer.first[:_MOST_NAMED]
    ]
    more = answer.tally.deviating - len(shown)
    named = ", ".join(shown) + (f" and {more} more" if more else "")
    where = f"; {promised(answer)}" if answer.promise else ""
    return f"{counted(answer, 'closed incidents')} are not complete: {named}{where}."
