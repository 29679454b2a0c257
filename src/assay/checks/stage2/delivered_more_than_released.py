"""More parts were delivered than had been released.

Population
    Every job of which something was delivered in the window and something released,
    with all of its deliveries and releases.

Deviation
    The delivered quantities add up to more than the released ones.

Why it matters
    The parts above the number are parts that nobody released, and nobody can say
    where they came from.

Does not look at
    Jobs without any release; those are told by themselves.

Put right
    Count what the customer has, find out where the rest came from, and correct the
    papers or take the parts back.
"""

from assay.checks.asking import Answer
from assay.checks.joined_records import named_with, records_of
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.kinds.balance import Quantities, balance
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.deviation import Looked


@population_check(since="2026.2")
def delivered_more_than_released(operation: Operation) -> Looked:
    """Add up what was delivered and what was released of each job."""

    def no_more(deliveries: Members, terms: Terms) -> PopulationTest:
        releases = Quantities(records_of(operation, "release"), "job", "quantity")
        return balance(Quantities(deliveries, "job", "quantity"), releases, terms=terms)

    own = ask_without_promise(
        operation, "quantities delivered and released", "delivery", "delivered_at", no_more
    )
    return looked_of([own], _says, nothing_because="there are no deliveries")


def _says(answer: Answer) -> str:
    named = named_with(
        answer,
        lambda job: f"{job.key} ({job.facts['out']} delivered, {job.facts['into']} released)",
    )
    return f"Of {counted(answer, 'jobs')} more was delivered than released: {named}."
