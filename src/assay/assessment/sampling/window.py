"""From which days a sample is drawn, and how many records may be expected in them.

The window ends on the day of the audit and begins some calendar months before;
both days belong to it.  What happens less often than once in it would never be
seen, so it is given one period of its own, and that is said.
"""

from dataclasses import dataclass
from datetime import date

from assay.checks.facts.calendar import Window, window_before
from assay.domain.frequency import Frequency

_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
    Frequency.TWO_YEARLY: 24,
}


@dataclass(frozen=True, slots=True)
class SampleWindow:
    """The days that are drawn from, and what is promised for them."""

    window: Window
    months: int
    every: Frequency | None = None
    low_frequency: bool = False

    def expected(self, units: int = 1) -> int | None:
        """Return how many records the rhythm makes in the window; nothing where events set it.

        The window divided by the period, for each system, supplier or whatever
        the promise is kept for.
        """
        if self.every is None or self.every.days is None:
            return None
        if self.every in _MONTHS:
            return self.months // _MONTHS[self.every] * units
        length = (self.window.last_on - self.window.first_on).days
        return length // self.every.days * units


def sample_window(as_of: date, months: int, every: Frequency | None = None) -> SampleWindow:
    """Return the window of an audit, longer only where the rhythm is slower than it is long."""
    own = _MONTHS.get(every, 0) if every else 0
    if own > months:
        return SampleWindow(window_before(as_of, own), own, every, low_frequency=True)
    return SampleWindow(window_before(as_of, months), months, every)
