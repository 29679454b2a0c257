"""When people at a site work, and how working time turns into instants.

A moment is a whole number: the count of the working day times 1440 plus the
minute of the day.  Moments of one site can be compared, and moved by working
days, without a thought for weekends, holidays or summer time; only what is
written down becomes a date and time with its offset.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from assay.demo.factory.facts import PLACES, Place

Moment = int

_DAY = 1440
_OFFICE = (8 * 60, 17 * 60)
_SHIFT = (6 * 60, 22 * 60)
_BACK_DAYS = 1500
_AHEAD_DAYS = 800


def easter_monday(year: int) -> date:
    """Return the Monday after Easter of a year, by the anonymous Gregorian reckoning."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, left = divmod(of_century, 4)
    weekday = (32 + 2 * skipped + 2 * leaps - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1) + timedelta(days=1)


def holidays(place: Place, year: int) -> Mapping[date, str]:
    """Return the days of a year on which a site is closed, and why."""
    fixed = {date(year, month, day): name for month, day, name in place.closed}
    return {**fixed, easter_monday(year): "Easter Monday"}


class WorkingTime:
    """The working days of one site around the audit date."""

    def __init__(self, place: Place, as_of: date) -> None:
        self.place = place
        self.zone = ZoneInfo(place.zone)
        self.as_of = as_of
        self.closing: Moment = 0
        """When the records of the site end; set once all sites' calendars are known."""
        first = as_of - timedelta(days=_BACK_DAYS)
        closed = {
            day for year in range(first.year, as_of.year + 4) for day in holidays(place, year)
        }
        every = [first + timedelta(days=count) for count in range(_BACK_DAYS + _AHEAD_DAYS)]
        self.days = [day for day in every if day.weekday() < 5 and day not in closed]
        self._first = first
        # For each calendar day: how many working days there were before it.
        worked = set(self.days)
        self._before = list(accumulate((day in worked for day in every), initial=0))

    def count_before(self, day: date) -> int:
        """Return how many working days there were before a day."""
        return self._before[(day - self._first).days]

    def day_of(self, moment: Moment) -> date:
        """Return the calendar day of a moment."""
        return self.days[moment // _DAY]

    def instant(self, moment: Moment) -> datetime:
        """Return a moment as it is written down; seconds only give it texture."""
        day = self.days[moment // _DAY]
        hour, minute = divmod(moment % _DAY, 60)
        second = moment * 7919 % 60
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=self.zone)

    def moment(self, day: date, minute: int = 9 * 60) -> Moment:
        """Return a moment on a day, or on the first working day after it."""
        return self.count_before(day) * _DAY + minute

    def worked(self, day: date) -> date:
        """Return the day itself, or the last working day before it."""
        count = self.count_before(day + timedelta(days=1)) - 1
        return self.days[count]

    def office(self, chance: Random, after: Moment, least: int, most: int) -> Moment:
        """Return a moment in office hours, some working days later and never earlier."""
        return _later(chance, after, chance.randint(least, most), _OFFICE)

    def shift(self, chance: Random, after: Moment, least: int, most: int) -> Moment:
        """Return a moment in shift hours, some working days later and never earlier."""
        return _later(chance, after, chance.randint(least, most), _SHIFT)

    def run(self, start: Moment, minutes: int) -> Moment:
        """Return the moment at which so many minutes of shift time have passed."""
        opens, closes = _SHIFT
        day, minute = divmod(start, _DAY)
        days, rest = divmod(minute - opens + minutes, closes - opens)
        return (day + days) * _DAY + opens + rest


def _later(chance: Random, after: Moment, days: int, hours: tuple[int, int]) -> Moment:
    opens, closes = hours
    day, minute = divmod(after, _DAY)
    earliest = opens
    if not days:
        earliest = max(opens, minute + 5)
        if earliest > closes - 10:
            days, earliest = 1, opens
    latest = min(closes, earliest + 240) if not days else closes
    return (day + days) * _DAY + chance.randint(earliest, max(earliest, latest - 5))


class Clock:
    """The working time of every site."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.sites = {place.key: WorkingTime(place, as_of) for place in PLACES}
        self.closed_on = self._last_common_day()
        for times in self.sites.values():
            times.closing = times.moment(self.closed_on, 14 * 60)

    def _last_common_day(self) -> date:
        day = self.as_of - timedelta(days=1)
        while any(times.worked(day) != day for times in self.sites.values()):
            day -= timedelta(days=1)
        return day

    def __getitem__(self, site: str) -> WorkingTime:
        return self.sites[site]

    def on(self, said: str | int, site: str = PLACES[0].key) -> date:
        """Return a day of a table: so many days ago, perhaps so many working days after that.

        ``"120+3"`` is the third working day after the one that was 120 days ago.
        """
        ago, _, later = str(said).partition("+")
        day = self.ago(int(ago), site)
        if not later:
            return day
        times = self.sites[site]
        return times.days[times.count_before(day) + int(later)]

    def ago(self, days: int, site: str = PLACES[0].key) -> date:
        """Return the working day so many days before the audit date, or after it if negative."""
        if not days:
            return self.as_of
        if days > _BACK_DAYS - 50:  # long before the calendar: a date in the company's history
            return self.as_of - timedelta(days=days)
        return self.sites[site].worked(self.as_of - timedelta(days=days))


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
    raise ValueError(f"{day} has no day {months} months later")


def month_ends(until: date, count: int) -> list[date]:
    """Return the last days of the months that ended before a day, the oldest first."""
    first = until.replace(day=1)
    found = [months_later(first, -back) - timedelta(days=1) for back in range(count)]
    return found[::-1]
