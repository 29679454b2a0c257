"""How often something is promised to happen."""

from enum import StrEnum


class Frequency(StrEnum):
    """A promised rhythm, in the words procedures use."""

    CONTINUOUS = "continuous"
    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    TWO_YEARLY = "two-yearly"
    PER_EVENT = "per event"

    @property
    def days(self) -> int | None:
        """Return the longest time between two occurrences; nothing where events set the pace."""
        return _DAYS.get(self)


# The longest calendar stretch of each name, so that a review done on the same
# day of the next month, quarter or year is never late by the calendar alone.
_DAYS = {
    Frequency.CONTINUOUS: 1,
    Frequency.DAILY: 1,
    Frequency.WEEKLY: 7,
    Frequency.FORTNIGHTLY: 14,
    Frequency.MONTHLY: 31,
    Frequency.QUARTERLY: 92,
    Frequency.HALF_YEARLY: 184,
    Frequency.YEARLY: 366,
    Frequency.TWO_YEARLY: 731,
}
