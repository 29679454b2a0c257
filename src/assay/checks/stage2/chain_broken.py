"""A job cannot be followed from what the customer asked for to what was delivered.

Population
    Every job that any record names, and every accepted order that no job was made
    of. Each is told at its first broken hop.

Deviation
    A link that leads to no record, a date that runs backwards or two quantities
    that differ, from the enquiry over drawing, planning, purchasing, making and
    delivery to what came after; or a job of which nothing has been recorded for
    sixty days.

Why it matters
    What cannot be followed cannot be recalled, explained or believed.

Does not look at
    What other checks ask by themselves: contract reviews, revisions, lots, first
    articles, releases and what was delivered. What happened before the first day
    of the records, which a job of the first days may lack.

Put right
    Find the record that is named, or say why there is none; then look at how
    the jobs before and after it were recorded.
"""

from typing import Final

from assay.checks.asking import Answer, ask
from assay.checks.facts.stand_still import stand_still
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest
from assay.claims.tracing.broken_chain import chain_broken as unbroken
from assay.claims.tracing.chain import Chain
from assay.domain.deviation import Looked
from assay.domain.trace import CHAIN
from assay.domain.trace_hop import HOPS

# Each of these has a check of its own, which knows more of it.
ASKED_ELSEWHERE: Final = frozenset(
    {
        *("review-missing", "accepted-before-review", "planned-before-accepted"),
        *("obsolete-revision", "ordered-to-other-revision", "inspected-to-other-revision"),
        *("drawn-after-start", "lot-unknown", "material-unverified", "first-article-missing"),
        *("inspection-missing", "acceptance-missing", "released-before-inspection"),
        *("release-missing", "delivered-before-release", "delivered-more-than-released"),
    }
)
ASKED: Final = frozenset(hop.name for hop in HOPS) - ASKED_ELSEWHERE
_MOST_NAMED: Final = 5


@population_check(since="2026.2")
def chain_broken(operation: Operation) -> Looked:
    """Look for the first broken hop of every job."""
    relations = {
        family: members for family in CHAIN if (members := operation.members(family)) is not None
    }

    def whole(_: Members) -> PopulationTest:
        still = stand_still(operation)
        return unbroken(Chain(relations), still, only=ASKED)

    asked = ask(operation, "chains of jobs", "work_order", whole)
    return looked_of([asked], _says, nothing_because="there are no jobs")


def _says(answer: Answer) -> str:
    named = [
        f"{each.key} ({HOPS[int(each.measured) - 1].name.replace('-', ' ')})"
        for each in answer.first[:_MOST_NAMED]
    ]
    more = answer.tally.deviating - len(named)
    told = ", ".join(named) + (f" and {more} more" if more else "")
    return f"{counted(answer, 'jobs')} cannot be followed over their records: {told}."
