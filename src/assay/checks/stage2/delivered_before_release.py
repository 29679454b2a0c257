"""Goods were delivered before they had been released, or without any release.

Population
    Every delivery of the window; and each case of the event log for which a
    document promises that release comes first.

Deviation
    No release of the job is on record, or the first came after the delivery.

Why it matters
    What nobody released has left the house on nobody's word.

Does not look at
    Whether as much was released as was delivered.

Put right
    Find the goods of the deliveries named, and release them or take them back.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised, records_of, together
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

ANSWERS = (Answers(ClaimKind.PRECEDENCE, "event", first="released", then="delivered"),)


@population_check(since="2026.2", answers=ANSWERS)
def delivered_before_release(operation: Operation) -> Looked:
    """Look at what came first, the release or the delivery."""

    def released_first(deliveries: Members, terms: Terms) -> PopulationTest:
        releases = Others(records_of(operation, "release"), ("job",), "released_at")
        return matching(deliveries, ["job"], releases, then="delivered_at", terms=terms)

    own = ask_without_promise(
        operation, "deliveries and releases", "delivery", "delivered_at", released_first
    )
    return looked_of(
        together(ask_promises(operation, ANSWERS), own),
        _says,
        nothing_because="there are no deliveries",
    )


def _says(answer: Answer) -> str:
    what = "jobs" if answer.promise else "deliveries"
    return (
        f"{counted(answer, what)} had no release before the goods left: "
        f"{named_first(answer)}{as_promised(answer)}."
    )
