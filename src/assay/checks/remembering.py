"""Records that remember which tests they were asked, by the statement of each.

Figures carry the statement that counted them.  Whoever has the figures and the
records that remember gets back the very test, and so every record behind it.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlglot import exp

from assay.checks.operation import Listed, Records
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest
from assay.claims.tally import Side, Tally
from assay.domain.figures import PopulationStatement
from assay.domain.record_family import ColumnType


class Remembering:
    """Records that remember which tests they were asked, by their statement."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.tests: dict[str, PopulationTest] = {}

    def members(self, family: str) -> Members | None:
        """Return the records of a family, or nothing where no source has any."""
        return self._records.members(family)

    def families(self) -> Sequence[str]:
        """Return the families of which there is a population."""
        return self._records.families()

    def statements(self, family: str) -> tuple[PopulationStatement, ...]:
        """Return the sources that a family's population was frozen from."""
        return self._records.statements(family)

    def cases(self, activities: Iterable[str]) -> Members | None:
        """Return the cases of the event log, profiled for some activities."""
        return self._records.cases(activities)

    def hold(
        self,
        name: str,
        columns: Sequence[tuple[str, ColumnType]],
        rows: Iterable[Sequence[str | int | None]],
    ) -> None:
        """Keep a small relation beside the records, once under a name."""
        self._records.hold(name, columns, rows)

    def tally(self, test: PopulationTest) -> Tally:
        """Return how many members fell to which side, and remember the test."""
        self.tests[self._records.text(test)] = test
        return self._records.tally(test)

    def tally_by(self, test: PopulationTest, by: Sequence[str]) -> Mapping[tuple[str, ...], Tally]:
        """Return the tally of each site, team or both."""
        return self._records.tally_by(test, by)

    def listed(
        self,
        test: PopulationTest,
        *,
        side: Side = Side.DEVIATING,
        limit: int = 20,
        offset: int = 0,
    ) -> Sequence[Listed]:
        """Return a page of the members on one side."""
        return self._records.listed(test, side=side, limit=limit, offset=offset)

    def quantiles(
        self, test: PopulationTest, shares: Sequence[Fraction]
    ) -> Mapping[Fraction, Fraction]:
        """Return quantiles of the measured values of what was tested."""
        return self._records.quantiles(test, shares)

    def rows(self, query: exp.Query) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a query that has few."""
        return self._records.rows(query)

    def text(self, test: PopulationTest) -> str:
        """Return the statement that a tally is counted by."""
        return self._records.text(test)
