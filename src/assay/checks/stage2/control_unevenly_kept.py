"""Some teams or sites keep to a promise, and others do not.

Population
    Every promise of a document whose records name their team or their site, at
    least two of which have enough records to be compared.  Who has one team and
    one site keeps every promise evenly.

Deviation
    The share of records that keep the promise differs between the best and the
    worst team, or site, by more than the profile allows.

Why it matters
    A control that works where somebody cares is not the organisation's.  A
    sample drawn from the good team would not have shown it.

Does not look at
    Teams with fewer records than a sample takes, and those in which a single
    record departs.  Deployments without a change: their check goes team by team.

Put right
    Find out what the worst team lacks: the tool, the time, or the word.
"""

from typing import Final

from assay.checks.facts.spreads import Spread, about, promises_that_were_asked, spreads_of
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import promised
from assay.claims.tally import Tally
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.site import Site
from assay.domain.unit import Unit

_FEWEST_BROKEN: Final = 2


@population_check(since="2026.2", code="CONTROL-SPREAD")
def control_unevenly_kept(operation: Operation) -> Looked:
    """Compare how teams and sites keep each promise."""
    spreads = list(spreads_of(operation))
    most = operation.profile.whole("control.unit_spread_pp")
    compared = [each.about for each in spreads]
    if not spreads and len(operation[Unit]) == len(operation[Site]) == 1:
        compared = [about(each) for each in promises_that_were_asked(operation)]
    return looked_at(
        [Member(name) for name in dict.fromkeys(compared)],
        [
            _deviation(operation, each)
            for each in spreads
            if each.points > most and each.groups[0][1].deviating >= _FEWEST_BROKEN
        ],
        nothing_because="no promise has records of two teams or sites to compare",
    )


def _told(name: str, tally: Tally) -> str:
    return f"{name} {tally.conforming} of {tally.decided}"


def _deviation(operation: Operation, spread: Spread) -> Deviation:
    table = ", ".join(_told(name, tally) for name, tally in spread.groups)
    return Deviation(
        about=(spread.about,),
        says=f"Kept by {spread.by}: {table}; {promised(spread.answer)}.",
        measured=f"{int(spread.points)} percentage points",
        threshold=operation.threshold("control.unit_spread_pp"),
        evidence=(
            f"claim {spread.about}",
            *(f"{spread.by} {name}" for name, _ in spread.groups),
        ),
        reason=spread.by,
        figures=spread.answer.figures,
    )
