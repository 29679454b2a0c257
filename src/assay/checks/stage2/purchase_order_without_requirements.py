"""Purchase orders went out without the requirements that they have to pass on.

Population
    Every purchase order of the window.

Deviation
    Nothing is recorded as passed on with it.

Why it matters
    A supplier who is not told about certificates, lots and right of access owes
    none of them, and what comes in cannot be shown to conform.

Does not look at
    Whether what was passed on is enough for what was bought.

Put right
    Send the requirements after the orders named, and let no order be printed
    without them.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised
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

ANSWERS = (Answers(ClaimKind.COVERAGE, "purchase_order", then="flow_down"),)


@population_check(since="2026.2", answers=ANSWERS)
def purchase_order_without_requirements(operation: Operation) -> Looked:
    """Look for what each order passes on."""
    return looked_of(
        ask_promises(operation, ANSWERS) or (_without_promise(operation),),
        _says,
        nothing_because="there are no purchase orders",
    )


def _without_promise(operation: Operation) -> Answer:
    def passed_on(orders: Members, terms: Terms) -> PopulationTest:
        return filled(orders, ["flow_down"], terms=terms)

    name = "requirements passed on"
    return ask_without_promise(operation, name, "purchase_order", "ordered_at", passed_on)


def _says(answer: Answer) -> str:
    return (
        f"{counted(answer, 'purchase orders')} passed on no requirements: "
        f"{named_first(answer)}{as_promised(answer)}."
    )
