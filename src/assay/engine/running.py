"""Runs population tests where the records are, and brings back what they say.

The tally is counted by the database, and so are ranks for a median; deviations
come by the page, in the order of their keys.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from sqlglot import exp

from assay.claims.expressions import print_sql
from assay.claims.members import Members
from assay.claims.population_test import (
    MEMBER,
    PopulationTest,
    compile_measured_at,
    compile_measured_count,
    compile_members,
    compile_tally,
)
from assay.claims.profile import compile_profile
from assay.claims.tally import Side, Tally
from assay.engine.backend import Backend, Row

PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Deviation:
    """One member on one side, most often the deviating one, with what was measured."""

    key: str
    source_row: int
    site: str
    team: str
    measured: Any
    facts: Mapping[str, Any]


def run_query(backend: Backend, query: exp.Query) -> Sequence[Row]:
    """Return the rows of a compiled query."""
    return backend.run(print_sql(query, backend.dialect))


def run_population_test(
    backend: Backend, test: PopulationTest, of: exp.Table | None = None
) -> Tally:
    """Return the tally of a test; ``of`` is a relation of its judged members, where one is kept."""
    (row,) = run_query(backend, compile_tally(test, of=of))
    return _tally(row)


def run_by_group(
    backend: Backend,
    test: PopulationTest,
    by: Sequence[str] = ("site", "team"),
    of: exp.Table | None = None,
) -> Mapping[tuple[str, ...], Tally]:
    """Return the tally of each site, team or both; they add up to the whole."""
    found = {
        tuple(name or "" for name in row[: len(by)]): _tally(row[len(by) :])
        for row in run_query(backend, compile_tally(test, by, of))
    }
    return dict(sorted(found.items()))


def _tally(row: Row) -> Tally:
    # Over no rows at all a sum is nothing, which is none.
    return Tally(*(int(value or 0) for value in row))


def list_deviations(
    backend: Backend,
    test: PopulationTest,
    *,
    limit: int = 20,
    offset: int = 0,
    side: Side = Side.DEVIATING,
    of: exp.Table | None = None,
) -> Sequence[Deviation]:
    """Return a page of the members on one side."""
    query = compile_members(test, side, limit=limit, offset=offset, of=of)
    return [_deviation(row, tuple(test.facts)) for row in run_query(backend, query)]


def iterate_deviations(
    backend: Backend, test: PopulationTest, *, side: Side = Side.DEVIATING, page: int = PAGE
) -> Iterator[Deviation]:
    """Yield every member on one side, a page at a time."""
    offset = 0
    while found := list_deviations(backend, test, limit=page, offset=offset, side=side):
        yield from found
        offset += page


def _deviation(row: Row, facts: Sequence[str]) -> Deviation:
    key, source_row, site, team, measured = row[: len(MEMBER) + 1]
    return Deviation(
        key,
        int(source_row or 0),
        site or "",
        team or "",
        measured,
        dict(zip(facts, row[len(MEMBER) + 1 :], strict=True)),
    )


def measure_quantiles(
    backend: Backend,
    test: PopulationTest,
    shares: Sequence[Fraction],
    of: exp.Table | None = None,
) -> Mapping[Fraction, Fraction]:
    """Return quantiles of the measured values of what was tested; none where nothing was.

    The median of an even count is the middle of the two; any other quantile is
    the lowest value that at least that share of all does not exceed.
    """
    ((count,),) = run_query(backend, compile_measured_count(test, of))
    if not count:
        return {}
    wanted = {share: _ranks(share, count) for share in shares}
    every = sorted({rank for ranks in wanted.values() for rank in ranks})
    found = {
        rank: Fraction(value)
        for rank, value in run_query(backend, compile_measured_at(test, every, of))
    }
    return {
        share: Fraction(sum(found[rank] for rank in ranks), len(ranks))
        for share, ranks in wanted.items()
    }


def _ranks(share: Fraction, count: int) -> tuple[int, ...]:
    if share == Fraction(1, 2) and count % 2 == 0:
        return count // 2, count // 2 + 1
    return (max(1, ceil(share * count)),)


def make_profile(
    backend: Backend,
    log: Members,
    profile: Members,
    tests: Iterable[PopulationTest] | None = None,
) -> None:
    """Keep the case profile as a table, for some tests or for any about its activities."""
    query = print_sql(compile_profile(log, profile, tests), backend.dialect)
    backend.run(f'CREATE TEMPORARY TABLE "{profile.relation}" AS {query}')
