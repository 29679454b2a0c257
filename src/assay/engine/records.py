"""The populations of a database as the checks of Stage 2 ask them.

Everything asked for twice is answered once: a tally, a page, a profile.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Protocol

from sqlglot import exp

from assay.checks.operation import Listed
from assay.claims.compiling import LOG
from assay.claims.expressions import print_sql
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest, compile_tally
from assay.claims.profile import compile_profile, profiled
from assay.claims.tally import Side, Tally
from assay.domain.figures import PopulationStatement
from assay.domain.record_family import ColumnType
from assay.engine.backend import Backend
from assay.engine.population import Population
from assay.engine.running import (
    list_deviations,
    measure_quantiles,
    run_by_group,
    run_population_test,
    run_query,
)

_PAGES_KEPT: Final = 2_000


class HoldingBackend(Backend, Protocol):
    """A database that keeps small relations beside its populations."""

    def add_rows(
        self,
        name: str,
        rows: Iterable[Sequence[str | int | None]],
        columns: Sequence[tuple[str, ColumnType]],
    ) -> None:
        """Make a small relation."""
        ...


class EngineRecords:
    """Frozen populations in a database, with what has been asked of them."""

    def __init__(self, backend: HoldingBackend, populations: Iterable[Population]) -> None:
        self.backend = backend
        self._populations: dict[str, list[Population]] = {}
        for each in populations:
            self._populations.setdefault(each.family, []).append(each)
        self._held: set[str] = set()
        self._cases: dict[frozenset[str], Members] = {}
        self._answers: dict[tuple[object, ...], Any] = {}

    def members(self, family: str) -> Members | None:
        """Return the records of a family, or nothing where no source has any."""
        return self.backend.relations().get(family)

    def families(self) -> Sequence[str]:
        """Return the families of which there is a population."""
        return sorted(self.backend.relations())

    def statements(self, family: str) -> tuple[PopulationStatement, ...]:
        """Return the sources that a family's population was frozen from."""
        return tuple(statement_of(each) for each in self._populations.get(family, ()))

    def cases(self, activities: Iterable[str]) -> Members | None:
        """Return the cases of the event log, profiled for some activities."""
        log = self.members(LOG)
        wanted = frozenset(activities)
        if log is None:
            return None
        if wanted not in self._cases:
            name = f"case_profile_{len(self._cases)}"
            profile = profiled(log, wanted, days_of=wanted, name=name)
            query = print_sql(compile_profile(log, profile), self.backend.dialect)
            self.backend.run(f'CREATE TEMPORARY TABLE "{name}" AS {query}')
            self._cases[wanted] = profile
        return self._cases[wanted]

    def hold(
        self,
        name: str,
        columns: Sequence[tuple[str, ColumnType]],
        rows: Iterable[Sequence[str | int | None]],
    ) -> None:
        """Keep a small relation beside the records, once under a name."""
        if name not in self._held:
            self.backend.add_rows(name, rows, columns)
            self._held.add(name)

    def tally(self, test: PopulationTest) -> Tally:
        """Return how many members fell to which side."""
        text = self.text(test)
        if ("tally", text) not in self._answers:
            self._keep(("tally", text), run_population_test(self.backend, test))
        found: Tally = self._answers["tally", text]
        return found

    def tally_by(self, test: PopulationTest, by: Sequence[str]) -> Mapping[tuple[str, ...], Tally]:
        """Return the tally of each site, team or both."""
        return run_by_group(self.backend, test, by)

    def listed(
        self,
        test: PopulationTest,
        *,
        side: Side = Side.DEVIATING,
        limit: int = 20,
        offset: int = 0,
    ) -> Sequence[Listed]:
        """Return a page of the members on one side, in the order of their keys."""
        found = list_deviations(self.backend, test, limit=limit, offset=offset, side=side)
        return [
            Listed(each.key, each.source_row, each.site, each.team, each.measured, each.facts)
            for each in found
        ]

    def quantiles(
        self, test: PopulationTest, shares: Sequence[Fraction]
    ) -> Mapping[Fraction, Fraction]:
        """Return quantiles of the measured values of what was tested."""
        return measure_quantiles(self.backend, test, shares)

    def rows(self, query: exp.Query) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a query that has few."""
        return run_query(self.backend, query)

    def text(self, test: PopulationTest) -> str:
        """Return the statement that a tally is counted by, as the database is given it."""
        return print_sql(compile_tally(test), self.backend.dialect)

    def _keep(self, asked: tuple[object, ...], answer: object) -> None:
        if len(self._answers) >= _PAGES_KEPT:
            self._answers.clear()
        self._answers[asked] = answer


def statement_of(population: Population) -> PopulationStatement:
    """Return what a population says of where it comes from."""
    extracted = population.extracted_at
    return PopulationStatement(
        population.family,
        population.source,
        population.file,
        population.row_count,
        population.unreadable,
        population.content_hash,
        population.window_from_on,
        population.window_until_on,
        extracted.date() if extracted else None,
        population.complete,
        population.independent,
        population.file_sha256,
    )
