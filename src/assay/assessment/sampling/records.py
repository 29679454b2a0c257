"""Records to draw from, wherever they are: how many there are, and which come first.

The draw asks these two questions and no other, so that ten million records can
stay in their database, and a handful can be drawn again from a list of keys.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from assay.assessment.sampling.order import rank
from assay.assessment.sampling.plan import SamplePlan
from assay.assessment.sampling.stated_population import Candidate
from assay.claims.pool import OUTSIDE, UNDATED, Pool


class Records(Protocol):
    """The records of one population, as one plan sees them."""

    def strata(self) -> Mapping[Pool, int]:
        """Return how many records each slice, site and team has; blank where none is named."""
        ...

    def lowest(self, wanted: Mapping[Pool, int]) -> Mapping[Pool, Sequence[Candidate]]:
        """Return so many records of each pool, or all there are, in the order of the draw.

        The pools of one question do not overlap.
        """
        ...


class ListedRecords:
    """Records that are at hand one by one."""

    def __init__(self, plan: SamplePlan, candidates: Iterable[Candidate]) -> None:
        ordered = in_order(plan, candidates)
        self._records = [(place_of(plan, each.day), each) for each in ordered]

    def strata(self) -> Mapping[Pool, int]:
        """Count the records of each slice, site and team."""
        return Counter(Pool(place, each.site, each.team) for place, each in self._records)

    def lowest(self, wanted: Mapping[Pool, int]) -> Mapping[Pool, Sequence[Candidate]]:
        """Return the first records of each pool."""
        return {
            pool: [each for place, each in self._records if belongs(place, each, pool)][:many]
            for pool, many in wanted.items()
        }


def in_order(plan: SamplePlan, candidates: Iterable[Candidate]) -> Sequence[Candidate]:
    """Return records in the order of the draw."""
    return sorted(candidates, key=lambda each: rank(plan.seed, each))


def place_of(plan: SamplePlan, day: date | None) -> int:
    """Return the slice of a day; both boundaries of the window belong to it."""
    if day is None:
        return UNDATED
    if day not in plan.window.window:
        return OUTSIDE
    return bisect_right([each.first_on for each in plan.slices], day) - 1


def belongs(place: int, candidate: Candidate, pool: Pool) -> bool:
    """Say whether a record of a slice is one of a pool."""
    return (
        place == pool.place
        and pool.site in {None, candidate.site}
        and pool.team in {None, candidate.team}
    )
