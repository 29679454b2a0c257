"""The families of a chain that were handed in, and how their columns are read in SQL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from assay.claims.expressions import column, nothing
from assay.claims.members import DAY_SUFFIX, Members, UntestableError
from assay.domain.record_family import FAMILIES, ColumnType
from assay.domain.trace import CHAIN

_KINDS: Final = {
    family: {told.name: told.type for told in FAMILIES[family].columns} for family in CHAIN
}


@dataclass(frozen=True, slots=True)
class Chain:
    """The relations that a trace reads, by family.

    Where one instant is known to the day only, all are compared by day: the
    morning of a day is not before its evening when nobody knows the hour.
    """

    relations: Mapping[str, Members]

    def __post_init__(self) -> None:
        if "work_order" not in self.relations:
            raise UntestableError("no work orders were handed in; a trace follows jobs")

    @property
    def families(self) -> frozenset[str]:
        """Return the families of the chain that are there."""
        return frozenset(self.relations) & frozenset(CHAIN)

    @property
    def by_day(self) -> bool:
        """Say whether instants are compared by day."""
        return any(self.relations[name].by_day for name in self.families)

    def has(self, family: str, name: str = "") -> bool:
        """Say whether a family, or a column of it, was handed in."""
        return family in self.relations and (not name or name in self.relations[family].columns)

    def value(self, family: str, name: str, of: str = "r") -> exp.Expr:
        """Return a column, or nothing where the export has none of that name."""
        if not self.has(family, name):
            texts = _KINDS[family].get(name, ColumnType.TEXT) is ColumnType.TEXT
            return nothing(exp.DType.TEXT if texts else exp.DType.BIGINT)
        timed = self.relations[family].columns[name] is ColumnType.INSTANT
        return column(name + DAY_SUFFIX if timed and self.by_day else name, of)

    def first_given(self, family: str, names: Iterable[str]) -> exp.Expr:
        """Return the first of some columns that says something."""
        known = [self.value(family, name) for name in names if self.has(family, name)]
        if not known:
            return nothing(exp.DType.BIGINT)
        return exp.Coalesce(this=known[0], expressions=known[1:]) if known[1:] else known[0]
