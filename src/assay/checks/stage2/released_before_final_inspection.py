"""Parts were released before their final inspection had accepted them.

Population
    Every release of the window; and each case of the event log for which a
    document promises that inspection comes first.

Deviation
    No accepted final inspection of the job is on record, or the first came after
    the release.  A release under a concession is excepted.

Why it matters
    Release is the last door; what passes it uninspected is found by the customer.

Does not look at
    Checks in between, and whether a concession was the customer's.

Put right
    Find the parts of the releases named, inspect them or recall them, and let the
    system refuse a release without an accepted inspection.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised, records_of, together
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.conditions import parse_conditions
from assay.claims.expressions import given
from assay.claims.kinds.matching import Others, matching
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.PRECEDENCE, "event", first="final inspection accepted", then="released"),
)
_ACCEPTED = ("kind = final", "result = accepted")


@population_check(since="2026.2", answers=ANSWERS)
def released_before_final_inspection(operation: Operation) -> Looked:
    """Look at what came first, the accepted final inspection or the release."""
    own = ask_without_promise(
        operation,
        "releases and final inspections",
        "release",
        "released_at",
        lambda releases, terms: _inspected_first(operation, releases, terms),
    )
    return looked_of(
        together(ask_promises(operation, ANSWERS), own),
        _says,
        nothing_because="there are no releases",
    )


def _inspected_first(operation: Operation, releases: Members, terms: Terms) -> PopulationTest:
    looks = records_of(operation, "inspection")
    finals = Others(looks, ("job",), "inspected_at", parse_conditions(_ACCEPTED, looks))
    if "concession" in releases.columns:
        terms = Terms(terms.scope, (*terms.excepted, given(releases.value("concession"))))
    return matching(releases, ["job"], finals, then="released_at", terms=terms)


def _says(answer: Answer) -> str:
    what = "jobs" if answer.promise else "releases"
    return (
        f"{counted(answer, what)} had no accepted final inspection before: "
        f"{named_first(answer)}{as_promised(answer)}."
    )
