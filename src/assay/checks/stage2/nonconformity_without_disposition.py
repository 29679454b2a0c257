"""Nonconforming output waited for a decision, or was closed without one.

Population
    Every nonconformity raised in the window, in the reports and in the event log,
    for which a document promises a time; and every report that was closed.

Deviation
    It was contained or decided on later than promised, or is open beyond that
    time; or it was closed with no word of what became of the parts or who decided.

Why it matters
    Parts that nobody decided on find their way back among the good ones.

Does not look at
    Whether the decision was right, and whether the cause was found.

Put right
    Decide on what is open now and find the parts, and give every report a day by
    which somebody decides.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised, together
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.kinds.filled import filled
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.DEADLINE, "ncr"),
    Answers(ClaimKind.RESPONSE, "ncr"),
    Answers(ClaimKind.DEADLINE, "event", first="nonconformity raised"),
    Answers(ClaimKind.RESPONSE, "event", first="nonconformity raised"),
)


@population_check(since="2026.2", answers=ANSWERS)
def nonconformity_without_disposition(operation: Operation) -> Looked:
    """Look at how long each nonconformity waited, and how it was closed."""

    def decided(reports: Members, terms: Terms) -> PopulationTest:
        return filled(reports, ["disposition", "disposed_by"], where="closed_at", terms=terms)

    closed = ask_without_promise(operation, "closed reports", "ncr", "raised_at", decided)
    return looked_of(
        together(ask_promises(operation, ANSWERS), closed),
        _says,
        nothing_because="there are no nonconformity reports",
    )


def _says(answer: Answer) -> str:
    if answer.promise:
        what = f"{counted(answer, 'nonconformities')} waited longer than promised"
    else:
        what = f"{counted(answer, 'closed reports')} tell no decision, or not whose it was"
    return f"{what}: {named_first(answer)}{as_promised(answer)}."
