"""What a file of records holds, counted: enough to know that work was done, where and when.

Stage 1 asks whether there is operation at all; Stage 2 looks at every record.
The counts are taken from the records themselves, never from what a register
says of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Stretch:
    """How many records there are, and the days of the first and the last."""

    count: int
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """One file of one family: its records as a whole, and by site, system and team.

    ``days`` counts the records of each day on which there were any.  ``named``
    holds each record by its key, with its day, for families that registers refer
    to by key; for all others it is empty.
    """

    family: str
    file: str
    whole: Stretch
    days: Mapping[date, int] = field(default_factory=dict)
    by: Mapping[str, Mapping[str, Stretch]] = field(default_factory=dict)
    unreadable: int = 0
    named: Mapping[str, date | None] = field(default_factory=dict)

    def within(self, first_on: date, last_on: date) -> int:
        """Return how many records fall into a window; both ends count."""
        return sum(count for day, count in self.days.items() if first_on <= day <= last_on)
