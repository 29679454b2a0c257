"""How teams and sites keep each promise, so that the best and the worst can be compared.

Only those with as many records as a sample takes are compared, and a promise
is compared where there are two of them.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from assay.checks.asking import DOCUMENTS, Answer, ask_promise, promises
from assay.checks.operation import Operation
from assay.claims.answers import Answers
from assay.claims.tally import Tally
from assay.domain.claim import Claim

BY: Final = ("team", "site")
# A deployment without a change is looked for team by team, by a check of its own.
_TEAM_BY_TEAM: Final = frozenset({DOCUMENTS, "deployment"})


class Spread(NamedTuple):
    """The teams or sites that one promise can be compared over, the worst first."""

    answer: Answer
    by: str
    groups: tuple[tuple[str, Tally], ...]

    @property
    def about(self) -> str:
        """Return the promise."""
        return about(self.answer)

    @property
    def points(self) -> Fraction:
        """Return how many percentage points lie between the best and the worst."""
        return 100 * (_kept(self.groups[-1][1]) - _kept(self.groups[0][1]))


def spreads_of(operation: Operation) -> Iterator[Spread]:
    """Yield how each promise is kept, by team and by site."""
    enough = operation.profile.whole("sampling.min_per_control")
    for answer in promises_that_were_asked(operation):
        # Asked once for both, and added up here: each time is a pass over the records.
        both = answer.tally_by(*BY)
        for place, by in enumerate(BY):
            names = sorted({each[place] for each in both if each[place]})
            tallies = (
                (name, Tally.over(both[each] for each in both if each[place] == name))
                for name in names
            )
            groups = [(name, tally) for name, tally in tallies if tally.decided >= enough]
            if len(groups) > 1:
                ordered = sorted(groups, key=lambda each: (_kept(each[1]), each[0]))
                yield Spread(answer, by, tuple(ordered))


def promises_that_were_asked(operation: Operation) -> Iterator[Answer]:
    """Yield what the records say of each promise of which they say anything."""
    shapes = {(each.kind, each.family) for each in operation[Claim].values()}
    asked = [
        Answers(kind, family)
        for kind, family in sorted(shapes)
        if family and family not in _TEAM_BY_TEAM
    ]
    for promise in promises(operation, asked):
        yield from (each for each in ask_promise(operation, promise) if each.tally.decided)


def about(answer: Answer) -> str:
    """Return what an answer is about: the promise, or the name of the test."""
    return answer.promise.key if answer.promise else answer.name


def _kept(tally: Tally) -> Fraction:
    return 1 - (tally.rate or Fraction(0))
