"""What tests read, described once for every database: instants are whole microseconds.

A frozen population is a relation under the name of its family.  Units and
working days come out of registers and calendars, as small relations.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assay.claims.conditions import midnight
from assay.claims.members import DAY_SUFFIX, Members
from assay.domain.record_family import FAMILIES, ColumnType
from assay.engine.population import Population

UNIT_COLUMNS: Final = (
    ("key", ColumnType.TEXT),
    ("site", ColumnType.TEXT),
    ("team", ColumnType.TEXT),
    ("since", ColumnType.DATE),
    ("until", ColumnType.DATE),
)
SOURCE_KEY: Final = "source_key"
"""Which source a row came from; some families have a column called source of their own."""
CALENDAR_COLUMNS: Final = (
    ("site", ColumnType.TEXT),
    ("day", ColumnType.DATE),
    ("number", ColumnType.FLAG),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One system, person, supplier or source of logs, and when it was there."""

    key: str
    site: str = ""
    team: str = ""
    since_on: date | None = None
    until_on: date | None = None

    def row(self) -> tuple[str | int | None, ...]:
        """Return the unit as its relation has it; what nobody said is nothing."""
        days = (None if day is None else midnight(day) for day in (self.since_on, self.until_on))
        return (self.key, self.site or None, self.team or None, *days)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which a site does not work, and the Saturdays and Sundays on which it does."""

    site: str
    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({5, 6})

    def rows(self, first: date, last: date) -> Iterable[tuple[str, int, int]]:
        """Yield each day with how many working days there have been until its end."""
        worked = 0
        for place in range((last - first).days + 1):
            day = first + timedelta(days=place)
            usual = day.weekday() not in self.weekend and day not in self.holidays
            worked += usual or day in self.worked
            yield self.site, midnight(day), worked


def merged_members(populations: Sequence[Population]) -> Members:
    """Return the populations of one family as members; an instant is as exact as its least one."""
    family = FAMILIES[populations[0].family]
    columns = [column for each in populations for column in each.columns]
    return Members(
        family.name,
        family.key,
        {column.name: column.type for column in columns},
        by_day=frozenset(column.name for column in columns if column.by_day),
    )


def relation_columns(members: Members) -> Sequence[tuple[str, str]]:
    """Return the columns of a population's relation, each with its SQL type."""
    columns = [("source_row", "BIGINT"), ("bucket", "INTEGER")]
    for name, kind in members.columns.items():
        columns.append((name, SQL_TYPES[kind]))
        if kind is ColumnType.INSTANT:
            columns.append((name + DAY_SUFFIX, "BIGINT"))
    return columns


SQL_TYPES: Final = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INSTANT: "BIGINT",
    ColumnType.DATE: "BIGINT",
    ColumnType.NUMBER: "DECIMAL(28, 9)",
    ColumnType.FLAG: "INTEGER",
}
