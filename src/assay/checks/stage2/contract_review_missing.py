"""Work was done for an order that nobody had reviewed, or not in time.

Population
    Every job of the window with the contract reviews there are of its order; and
    each case of the event log for which a document promises a review in time.

Deviation
    No contract review is on record for the order of a job; or the review came
    later than promised, or never.

Why it matters
    An order that nobody looked at promises to a customer what may not be possible.

Does not look at
    Whether the order was accepted before its review, and what the review found.
    A review from before the export of reviews begins cannot be seen.

Put right
    Review the orders named now, tell the customers what follows from it, and see
    how their jobs could be planned.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised, first_moment, records_of, together
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.kinds.matching import Others, matching
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.DEADLINE, "event", then="order reviewed"),
    Answers(ClaimKind.RESPONSE, "event", then="order reviewed"),
    Answers(ClaimKind.DEADLINE, "contract_review", then="reviewed_at"),
)


@population_check(since="2026.2", answers=ANSWERS)
def contract_review_missing(operation: Operation) -> Looked:
    """Look for the review of each order that was worked on."""

    def reviewed(jobs: Members, terms: Terms) -> PopulationTest:
        reviews = Others(records_of(operation, "contract_review"), ("order",), "reviewed_at")
        return matching(jobs, ["order"], reviews, terms=terms)

    planned = first_moment(operation, "work_order", ("planned_at", "started_at", "finished_at"))
    jobs = ask_without_promise(operation, "jobs and reviews", "work_order", planned, reviewed)
    return looked_of(
        together(ask_promises(operation, ANSWERS), jobs),
        _says,
        nothing_because="no document promises a review of orders, and there are no jobs",
    )


def _says(answer: Answer) -> str:
    if answer.promise:
        what = f"Of {counted(answer, 'orders')} the review came late or not at all"
    else:
        what = f"Of {counted(answer, 'jobs')} the order has no contract review"
    return f"{what}: {named_first(answer)}{as_promised(answer)}."
