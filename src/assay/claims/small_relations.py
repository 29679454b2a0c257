"""Small relations out of registers and calendars, which tests read beside the records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assay.claims.conditions import midnight
from assay.domain.record_family import ColumnType

UNIT_COLUMNS: Final = (
    ("key", ColumnType.TEXT),
    ("site", ColumnType.TEXT),
    ("team", ColumnType.TEXT),
    ("since", ColumnType.DATE),
    ("until", ColumnType.DATE),
)
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
