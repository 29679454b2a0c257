"""Some teams or sites keep to a promise, and others do not.

Population
    Every promise of a document whose records name their team or their site, at
    least two of which have enough records to be compared.

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

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from assay.checks.asking import DOCUMENTS, Answer, ask_promise, promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import promised
from assay.claims.answers import Answers
from assay.claims.tally import Tally
from assay.domain.claim import Claim
from assay.domain.deviation import Deviation, Looked, Member, looked_at

_BY: Final = ("team", "site")
_TEAM_BY_TEAM: Final = frozenset({DOCUMENTS, "deployment"})
_FEWEST_BROKEN: Final = 2


class _Spread(NamedTuple):
    """The teams or sites that one promise can be compared over, the worst first."""

    answer: Answer
    by: str
    groups: tuple[tuple[str, Tally], ...]

    @property
    def points(self) -> Fraction:
        """Return how many percentage points lie between the best and the worst."""
        return 100 * (_kept(self.groups[-1][1]) - _kept(self.groups[0][1]))


@population_check(since="2026.2", code="CONTROL-SPREAD")
def control_unevenly_kept(operation: Operation) -> Looked:
    """Compare how teams and sites keep each promise."""
    spreads = list(_spreads(operation))
    most = operation.profile.whole("control.unit_spread_pp")
    return looked_at(
        [Member(name) for name in dict.fromkeys(_about(each) for each in spreads)],
        [
            _deviation(operation, each)
            for each in spreads
            if each.points > most and each.groups[0][1].deviating >= _FEWEST_BROKEN
        ],
        nothing_because="no promise has records of two teams or sites to compare",
    )


def _spreads(operation: Operation) -> Iterator[_Spread]:
    enough = operation.profile.whole("sampling.min_per_control")
    for answer in _answers(operation):
        # Asked once for both, and added up here: each time is a pass over the records.
        both = answer.tally_by(*_BY)
        for place, by in enumerate(_BY):
            names = sorted({each[place] for each in both if each[place]})
            tallies = (
                (name, Tally.over(both[each] for each in both if each[place] == name))
                for name in names
            )
            groups = [(name, tally) for name, tally in tallies if tally.decided >= enough]
            if len(groups) > 1:
                ordered = sorted(groups, key=lambda each: (_kept(each[1]), each[0]))
                yield _Spread(answer, by, tuple(ordered))


def _answers(operation: Operation) -> Iterator[Answer]:
    shapes = {(each.kind, each.family) for each in operation[Claim].values()}
    asked = [
        Answers(kind, family)
        for kind, family in sorted(shapes)
        if family and family not in _TEAM_BY_TEAM
    ]
    for promise in promises(operation, asked):
        yield from (each for each in ask_promise(operation, promise) if each.tally.decided)


def _kept(tally: Tally) -> Fraction:
    return 1 - (tally.rate or Fraction(0))


def _about(spread: _Spread) -> str:
    return spread.answer.promise.key if spread.answer.promise else spread.answer.name


def _told(name: str, tally: Tally) -> str:
    return f"{name} {tally.conforming} of {tally.decided}"


def _deviation(operation: Operation, spread: _Spread) -> Deviation:
    table = ", ".join(_told(name, tally) for name, tally in spread.groups)
    return Deviation(
        about=(_about(spread),),
        says=f"Kept by {spread.by}: {table}; {promised(spread.answer)}.",
        measured=f"{int(spread.points)} percentage points",
        threshold=operation.threshold("control.unit_spread_pp"),
        evidence=(
            f"claim {_about(spread)}",
            *(f"{spread.by} {name}" for name, _ in spread.groups),
        ),
        reason=spread.by,
        figures=spread.answer.figures,
    )
