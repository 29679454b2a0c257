"""The populations of a database as the checks of Stage 2 ask them.

A test is printed once, and the judged members of a small population are kept as
a table: its tally, its deviations and its quantiles are then short questions.
The members of a large population stay where they are and are judged anew each
time, for a copy of ten million of them is worth more than the time.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Protocol

from sqlglot import exp

from assay.checks.operation import Listed
from assay.claims.compiling import LOG
from assay.claims.expressions import print_sql, table
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest, compile_tally, judge
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

_JUDGED: Final = "judged"
_PROFILES: Final = "case_profile_"

_SMALL: Final = 300_000
"""Up to how many rows a test may read for its judged members to be kept."""

_MOST_KEPT: Final = 400
"""How many tests' judged members are kept at a time; each costs a megabyte or less."""


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


@dataclass
class _Asked:
    """One test that was asked: its members' statement, and the table that holds them."""

    test: PopulationTest
    judged: str
    table: exp.Table | None
    tally: Tally | None = None


class EngineRecords:
    """Frozen populations in a database, with what has been asked of them."""

    def __init__(self, backend: HoldingBackend, populations: Iterable[Population]) -> None:
        self.backend = backend
        self._populations: dict[str, list[Population]] = {}
        for each in populations:
            self._populations.setdefault(each.family, []).append(each)
        self._held: set[str] = set()
        self._cases: dict[frozenset[str], Members] = {}
        self._asked: OrderedDict[int, _Asked] = OrderedDict()
        self._tables = 0

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
            name = f"{_PROFILES}{len(self._cases)}"
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
        asked = self._asked_before(test)
        if asked.tally is None:
            asked.tally = run_population_test(self.backend, test, asked.table)
        return asked.tally

    def tally_by(self, test: PopulationTest, by: Sequence[str]) -> Mapping[tuple[str, ...], Tally]:
        """Return the tally of each site, team or both."""
        return run_by_group(self.backend, test, by, self._asked_before(test).table)

    def listed(
        self,
        test: PopulationTest,
        *,
        side: Side = Side.DEVIATING,
        limit: int = 20,
        offset: int = 0,
    ) -> Sequence[Listed]:
        """Return a page of the members on one side, in the order of their keys."""
        found = list_deviations(
            self.backend,
            test,
            limit=limit,
            offset=offset,
            side=side,
            of=self._asked_before(test).table,
        )
        return [
            Listed(each.key, each.source_row, each.site, each.team, each.measured, each.facts)
            for each in found
        ]

    def quantiles(
        self, test: PopulationTest, shares: Sequence[Fraction]
    ) -> Mapping[Fraction, Fraction]:
        """Return quantiles of the measured values of what was tested."""
        return measure_quantiles(self.backend, test, shares, self._asked_before(test).table)

    def rows(self, query: exp.Query) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a query that has few."""
        return run_query(self.backend, query)

    def text(self, test: PopulationTest) -> str:
        """Return the statement that a tally is counted by, as the database is given it."""
        tally = print_sql(compile_tally(test, of=table(_JUDGED)), self.backend.dialect)
        return f"WITH {_JUDGED} AS (\n{self._asked_before(test).judged}\n)\n{tally}"

    def _asked_before(self, test: PopulationTest) -> _Asked:
        """Return what is known of a test; its judged members are kept where they are few."""
        # By identity: the trees of a test are compared in more time than they are printed in.
        asked = self._asked.get(id(test))
        if asked is None or asked.test is not test:
            asked = _Asked(test, print_sql(judge(test), self.backend.dialect), None)
            if self._rows_read(test) <= _SMALL:
                asked.table = self._keep(asked.judged)
            self._asked[id(test)] = asked
            while len(self._asked) > _MOST_KEPT:
                self._drop(self._asked.popitem(last=False)[1])
        return asked

    def _rows_read(self, test: PopulationTest) -> int:
        # A profile of cases is read instead of the log, and has fewer rows.
        families = {LOG if name.startswith(_PROFILES) else name for name in test.reads}
        return sum(
            each.row_count for family in families for each in self._populations.get(family, ())
        )

    def _keep(self, judged: str) -> exp.Table:
        self._tables += 1
        name = f"{_JUDGED}_{self._tables}"
        self.backend.run(f"CREATE TEMPORARY TABLE {name} AS {judged}")
        return table(name)

    def _drop(self, asked: _Asked) -> None:
        if asked.table is not None:
            self.backend.run(f"DROP TABLE {asked.table.name}")


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
