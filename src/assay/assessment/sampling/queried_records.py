"""Records to draw from that stay in their database: counts come back, and the first few.

The hash below which the first records of a pool lie is told from how many there
are.  By chance fewer may lie there than are wanted; then the pool is asked
again for all it has, so the draw is never another than from a list of keys.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlglot import exp

from assay.assessment.sampling.draw import Sample, draw_from
from assay.assessment.sampling.plan import SamplePlan
from assay.assessment.sampling.records import belongs, in_order
from assay.assessment.sampling.stated_population import Candidate
from assay.claims.drawing import ANY_HASH, Drawing, compile_lowest, compile_strata
from assay.claims.expressions import DAY
from assay.claims.members import Members
from assay.claims.pool import Pool

Rows = Callable[[exp.Query], Sequence[tuple[Any, ...]]]

_EPOCH: Final = date(1970, 1, 1)
_DIGITS: Final = 16
# So many more than wanted are asked for that hardly ever too few come back.
_TIMES_AS_MANY: Final = 8
_AND_MORE: Final = 24


def draw_by_queries(
    rows: Rows, plan: SamplePlan, members: Members, at: str, where: exp.Expr | None = None
) -> Sample:
    """Draw from a relation, by the days of one of its columns; ``rows`` runs a query."""
    begins = tuple(each.first_on for each in plan.slices)
    drawing = Drawing(members, at, begins, plan.window.window.last_on, plan.seed, where)
    return draw_from(plan, QueriedRecords(rows, plan, drawing))


class QueriedRecords:
    """The records of one relation; each question is one query."""

    def __init__(self, rows: Rows, plan: SamplePlan, drawing: Drawing) -> None:
        self._rows = rows
        self._plan = plan
        self._drawing = drawing
        self._strata: Mapping[Pool, int] | None = None

    def strata(self) -> Mapping[Pool, int]:
        """Count the records of each slice, site and team."""
        if self._strata is None:
            self._strata = {
                Pool(int(place), site, team): int(records)
                for place, site, team, records in self._rows(compile_strata(self._drawing))
            }
        return self._strata

    def lowest(self, wanted: Mapping[Pool, int]) -> Mapping[Pool, Sequence[Candidate]]:
        """Return the first records of each pool."""
        there = {pool: self._held_by(pool) for pool in wanted}
        found = self._below({pool: hash_below(many, there[pool]) for pool, many in wanted.items()})
        short = {
            pool: ANY_HASH
            for pool, many in wanted.items()
            if len(found[pool]) < min(many, there[pool])
        }
        if short:
            found |= self._below(short)
        return {pool: found[pool][:many] for pool, many in wanted.items()}

    def _held_by(self, pool: Pool) -> int:
        stratum = self.strata().get(pool)
        if stratum is not None:
            return stratum
        return sum(
            many
            for each, many in self.strata().items()
            if belongs(each.place, Candidate("", None, each.site or "", each.team or ""), pool)
        )

    def _below(self, bounds: Mapping[Pool, str]) -> dict[Pool, Sequence[Candidate]]:
        by_place: dict[int, list[Candidate]] = {}
        query = compile_lowest(self._drawing, bounds)
        for key, row, day, site, team, place in self._rows(query):
            candidate = Candidate(key, _EPOCH + timedelta(days=day // DAY), site, team, int(row))
            by_place.setdefault(int(place), []).append(candidate)
        ordered = {place: in_order(self._plan, each) for place, each in by_place.items()}
        return {
            pool: [each for each in ordered.get(pool.place, ()) if belongs(pool.place, each, pool)]
            for pool in bounds
        }


def hash_below(wanted: int, of: int) -> str:
    """Return the hash below which some of the records of a pool most probably lie."""
    asked = wanted * _TIMES_AS_MANY + _AND_MORE
    if asked >= of:
        return ANY_HASH
    return f"{(asked << 4 * _DIGITS) // of:0{_DIGITS}x}"
