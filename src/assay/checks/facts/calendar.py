"""Months as people count them: by the calendar, clamped to the end of the month.

What a newcomer would get wrong: three months after 30 November is the last day
of February, and counting back from there does not give 30 November again.  So
an age is counted forward from the earlier day (``months_between``), and a
window is counted back from the audit (``months_before``).  Both ends of a
window belong to it.

People write 9999-12-31 for "never": a sum that would leave the calendar stays
at its first or last day.
"""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

_MONTHS = 12


class Window(NamedTuple):
    """From one day to another; both belong to it."""

    first_on: date
    last_on: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first_on <= day <= self.last_on


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that is shorter."""
    count = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(count, _MONTHS)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of a month that is shorter."""
    return months_after(day, -months)


def months_between(earlier: date, later: date) -> int:
    """Return how many whole months have passed; below nothing where ``later`` comes first.

    A month is over on the day that ``months_after`` names: one month after
    31 January is over on the last day of February.
    """
    if later < earlier:
        return -months_between(later, earlier)
    months = (later.year - earlier.year) * _MONTHS + later.month - earlier.month
    return months if months_after(earlier, months) <= later else months - 1


def window_before(day: date, months: int) -> Window:
    """Return the window of some months that ends on a day."""
    return Window(months_before(day, months), day)
