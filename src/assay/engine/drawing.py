"""Draws a sample where the records are: only counts and the first few records come back.

The hash below which the first records of a pool lie is told from how many there
are.  By chance fewer may lie there than are wanted; then the pool is asked
again for all it has, so the draw is never another than from a list of keys.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sqlglot import exp

from assay.assessment.sampling.draw import Sample, draw_from
from assay.assessment.sampling.plan import SamplePlan
from assay.assessment.sampling.population_statement import Candidate, PopulationStatement
from assay.assessment.sampling.records import belongs, in_order
from assay.claims.drawing import ANY_HASH, Drawing, compile_lowest, compile_strata
from assay.claims.expressions import DAY
from assay.claims.members import Members
from assay.claims.pool import Pool
from assay.engine.backend import Backend
from assay.engine.population import Population
from assay.engine.running import run_query

_EPOCH: Final = date(1970, 1, 1)
_DIGITS: Final = 16
# So many more than wanted are asked for that hardly ever too few come back.
_TIMES_AS_MANY: Final = 8
_AND_MORE: Final = 24


def state_population(population: Population) -> PopulationStatement:
    """Return a frozen population as a draw is made from it."""
    return PopulationStatement(
        population.family,
        population.source,
        population.content_hash,
        population.row_count,
        population.extracted_at,
        population.complete,
    )


def draw_where_it_lies(
    backend: Backend,
    plan: SamplePlan,
    at: str,
    *,
    members: Members | None = None,
    where: exp.Expr | None = None,
) -> Sample:
    """Draw a sample from a population by the days of one of its columns."""
    relation = members or backend.relations()[plan.population.family]
    begins = tuple(each.first_on for each in plan.slices)
    last_on = plan.window.window.last_on
    drawing = Drawing(relation, at, begins, last_on, plan.seed, where)
    return draw_from(plan, _QueriedRecords(backend, plan, drawing))


class _QueriedRecords:
    """The records of one relation; each question is one query."""

    def __init__(self, backend: Backend, plan: SamplePlan, drawing: Drawing) -> None:
        self._backend = backend
        self._plan = plan
        self._drawing = drawing
        self._strata: Mapping[Pool, int] | None = None

    def strata(self) -> Mapping[Pool, int]:
        if self._strata is None:
            rows = run_query(self._backend, compile_strata(self._drawing))
            self._strata = {
                Pool(int(place), site, team): int(records) for place, site, team, records in rows
            }
        return self._strata

    def lowest(self, wanted: Mapping[Pool, int]) -> Mapping[Pool, Sequence[Candidate]]:
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
        rows = run_query(self._backend, compile_lowest(self._drawing, bounds))
        by_place: dict[int, list[Candidate]] = {}
        for key, row, day, site, team, place in rows:
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
