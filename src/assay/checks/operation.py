"""What checks of Stage 2 are given: the dossier, and beside it the populations of records.

The records themselves stay where they are.  A check asks them by population
tests and gets back counts, a page of deviations and quantiles, never the whole.

What a newcomer would get wrong: a family without a population is not an empty
one.  ``members`` gives nothing, and what the family would tell is not tested.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Protocol

from sqlglot import exp

from assay.checks.facts.calendar import Window, window_before
from assay.checks.material import Material
from assay.claims.conditions import midnight
from assay.claims.expressions import DAY
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest
from assay.claims.tally import Side, Tally
from assay.domain.figures import PopulationStatement
from assay.domain.record_family import ColumnType


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of a population, with what was measured of it as the database has it."""

    key: str
    source_row: int
    site: str
    team: str
    measured: Any
    facts: Mapping[str, Any]


class Records(Protocol):
    """The frozen populations, wherever they are kept, and what they answer.

    The same populations give the same answers; asking changes nothing.
    """

    def members(self, family: str) -> Members | None:
        """Return the records of a family, or nothing where no source has any."""
        ...

    def families(self) -> Sequence[str]:
        """Return the families of which there is a population."""
        ...

    def statements(self, family: str) -> tuple[PopulationStatement, ...]:
        """Return the sources that a family's population was frozen from."""
        ...

    def cases(self, activities: Iterable[str]) -> Members | None:
        """Return the cases of the event log, profiled for some activities."""
        ...

    def hold(
        self,
        name: str,
        columns: Sequence[tuple[str, ColumnType]],
        rows: Iterable[Sequence[str | int | None]],
    ) -> None:
        """Keep a small relation out of a register beside the records, once under a name."""
        ...

    def tally(self, test: PopulationTest) -> Tally:
        """Return how many members fell to which side."""
        ...

    def tally_by(self, test: PopulationTest, by: Sequence[str]) -> Mapping[tuple[str, ...], Tally]:
        """Return the tally of each site, team or both."""
        ...

    def listed(
        self,
        test: PopulationTest,
        *,
        side: Side = Side.DEVIATING,
        limit: int = 20,
        offset: int = 0,
    ) -> Sequence[Listed]:
        """Return a page of the members on one side, in the order of their keys."""
        ...

    def quantiles(
        self, test: PopulationTest, shares: Sequence[Fraction]
    ) -> Mapping[Fraction, Fraction]:
        """Return quantiles of the measured values of what was tested."""
        ...

    def rows(self, query: exp.Query) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a query that has few."""
        ...

    def text(self, test: PopulationTest) -> str:
        """Return the statement that a tally is counted by, as the database is given it."""
        ...


@dataclass(frozen=True)
class Operation(Material):
    """The dossier of an organisation with its records, as of the day of asking.

    ``sites`` narrows every question to some sites; none means all of them.
    """

    populations: Records = field(kw_only=True)
    window_months: int | None = field(default=None, kw_only=True)
    sites: tuple[str, ...] = field(default=(), kw_only=True)

    @cached_property
    def window(self) -> Window:
        """Return the window before the day of asking; both of its ends belong to it."""
        months = self.window_months or self.profile.whole("sampling.window_months")
        return window_before(self.as_of, months)

    @property
    def as_of_end(self) -> int:
        """Return the last instant of the day of asking, in microseconds."""
        return midnight(self.as_of) + DAY - 1

    def members(self, family: str) -> Members | None:
        """Return the records of a family, or nothing where no source has any."""
        return self.populations.members(family)

    def independent(self, family: str) -> bool:
        """Say whether a family's records come from a source that nobody here can write to."""
        statements = self.populations.statements(family)
        return bool(statements) and all(each.independent for each in statements)

    def days(self) -> tuple[date, date]:
        """Return the first and the last day of the window."""
        return self.window.first_on, self.window.last_on
