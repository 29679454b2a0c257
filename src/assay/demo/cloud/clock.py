"""The days on which Quillmark works, counted back from the audit date.

What a newcomer would get wrong: nothing here is a date of its own.  Every date
is so many days before or after the audit date, moved to a day on which the site
works, so the company is as orderly at a month's end in a leap year as on any day.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

ZONES: Mapping[str, ZoneInfo] = MappingProxyType(
    {"UTR": ZoneInfo("Europe/Amsterdam"), "PRT": ZoneInfo("Europe/Lisbon")}
)
HEAD_OFFICE = "UTR"

_FIXED = {
    "UTR": {
        (1, 1): "New Year's Day",
        (4, 27): "King's Day",
        (12, 25): "Christmas Day",
        (12, 26): "Second Christmas Day",
    },
    "PRT": {
        (1, 1): "New Year's Day",
        (4, 25): "Freedom Day",
        (5, 1): "Labour Day",
        (6, 10): "Portugal Day",
        (6, 24): "Saint John's Day",
        (8, 15): "Assumption",
        (10, 5): "Republic Day",
        (11, 1): "All Saints' Day",
        (12, 1): "Restoration of Independence",
        (12, 8): "Immaculate Conception",
        (12, 25): "Christmas Day",
    },
}
# Days after Easter Sunday.
_MOVABLE = {
    "UTR": {1: "Easter Monday", 39: "Ascension Day", 50: "Whit Monday"},
    "PRT": {-2: "Good Friday", 60: "Corpus Christi"},
}


@cache
def easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian reckoning."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    skipped, corrected = century // 4, (century + 8) // 25
    epact = (19 * golden + century - skipped - (century - corrected + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(site: str, year: int) -> Mapping[date, str]:
    """Return the days of a year on which a site is closed, and their names."""
    fixed = {date(year, month, day): name for (month, day), name in _FIXED[site].items()}
    movable = {easter(year) + timedelta(after): name for after, name in _MOVABLE[site].items()}
    return MappingProxyType(dict(sorted({**fixed, **movable}.items())))


@cache
def is_worked(day: date, site: str = HEAD_OFFICE) -> bool:
    """Say whether a site works on a day."""
    return day.weekday() < 5 and day not in holidays(site, day.year)


def worked_by(day: date, site: str = HEAD_OFFICE) -> date:
    """Return the day itself, or the last day before it on which the site works."""
    while not is_worked(day, site):
        day -= timedelta(1)
    return day


def worked_from(day: date, site: str = HEAD_OFFICE) -> date:
    """Return the day itself, or the next day on which the site works."""
    while not is_worked(day, site):
        day += timedelta(1)
    return day


def at(day: date, minute: int, site: str = HEAD_OFFICE) -> datetime:
    """Return a moment of a day at a site, in minutes after midnight there."""
    hour, rest = divmod(minute, 60)
    local = datetime.combine(day, time(hour, rest), ZONES[site])
    # Seconds only give it texture; they never change the minute.
    return (local + timedelta(seconds=minute * 37 % 60)).astimezone(UTC)


class Clock:
    """Days counted from the audit date."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of

    def day(self, offset: int, site: str = HEAD_OFFICE) -> date:
        """Return a working day so many days after the audit date, or before it if negative."""
        day = self.as_of + timedelta(offset)
        return worked_by(day, site) if offset < 0 else worked_from(day, site)

    def days(self, first: int, last: int) -> Iterator[date]:
        """Yield every calendar day from one offset to another, both included."""
        return (self.as_of + timedelta(offset) for offset in range(first, last + 1))

    def worked_days(self, first: int, last: int, site: str = HEAD_OFFICE) -> list[date]:
        """Return the working days from one offset to another, both included."""
        return [day for day in self.days(first, last) if is_worked(day, site)]


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(day.day - 1), following - timedelta(1))
