"""Orders were accepted before they had been reviewed.

Population
    Every order of the window that was accepted, by its contract review or by the
    event log, whichever a document promises something of.

Deviation
    The review has no instant, or one after the order was accepted.

Why it matters
    Once an order is accepted, what cannot be done has been promised.

Does not look at
    Orders that have no review on record at all; those are told by themselves.

Put right
    Look at the orders named again, and let nobody accept an order in the system
    whose review is still open.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.kinds.precedence import precedence
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.PRECEDENCE, "contract_review", first="reviewed_at", then="accepted_at"),
    Answers(ClaimKind.PRECEDENCE, "event", first="order reviewed", then="order accepted"),
)


@population_check(since="2026.2", answers=ANSWERS)
def order_accepted_before_review(operation: Operation) -> Looked:
    """Look at what came first, the review or the acceptance."""
    return looked_of(
        ask_promises(operation, ANSWERS) or (_without_promise(operation),),
        _says,
        nothing_because="there are no contract reviews",
    )


def _without_promise(operation: Operation) -> Answer:
    def reviewed_first(reviews: Members, terms: Terms) -> PopulationTest:
        return precedence(reviews, "reviewed_at", "accepted_at", terms=terms)

    name = "reviews and acceptances"
    return ask_without_promise(operation, name, "contract_review", "accepted_at", reviewed_first)


def _says(answer: Answer) -> str:
    return (
        f"{counted(answer, 'accepted orders')} had no review before: "
        f"{named_first(answer)}{as_promised(answer)}."
    )
