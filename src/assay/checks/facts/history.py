"""Whether there is enough history to certify: reports, actions, audits, reviews, finished work.

Documents may be complete and a system yet too young.  Each kind needs some
cases, and records of work must not all be of one burst of days.  Too little of
any kind recommends delay, whatever the documents say; a kind that was not
handed in leaves the recommendation open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from assay.checks.facts.internal_audits import completed_audits
from assay.checks.facts.management_reviews import every_held_review
from assay.checks.facts.recorded_days import RecordedDays, days_in
from assay.checks.operation import Operation


class Advice(StrEnum):
    """What the history recommends."""

    GO_ON = "go on"
    DELAY = "delay"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One kind of case: how many, of how many needed, from when to when."""

    kind: str
    title: str
    needed: int
    count: int | None
    first_on: date | None
    last_on: date | None
    in_one_burst: bool = False

    @property
    def enough(self) -> bool | None:
        """Say whether the kind makes a history; nothing where nobody can tell."""
        if self.count is None:
            return None
        return self.count >= self.needed and not self.in_one_burst


@dataclass(frozen=True, slots=True)
class History:
    """What there is of each kind by the day of asking."""

    lines: tuple[HistoryLine, ...]

    @property
    def advice(self) -> Advice:
        """Return what follows; of an open question nothing does."""
        enough = {each.enough for each in self.lines}
        if False in enough:
            return Advice.DELAY
        return Advice.OPEN if None in enough else Advice.GO_ON


_RECORDS: Final = (
    ("ncr", "nonconformity reports", "raised_at"),
    ("capa", "corrective actions", "opened_at"),
    ("work_order", "finished work orders", "finished_at"),
)


def history_of(operation: Operation) -> History:
    """Return how much history there is of each kind."""
    return History(tuple(_lines(operation)))


def _lines(operation: Operation) -> Iterator[HistoryLine]:
    profile = operation.profile
    cases = profile.whole("evidence.min_cases")
    burst = profile.whole("prep.burst_days")
    for family, title, column in _RECORDS:
        needed = profile.whole("evidence.min_work_orders") if family == "work_order" else cases
        days = days_in(operation, family, column)
        if days is None:
            yield HistoryLine(family, title, needed, None, None, None)
        else:
            yield _line(family, title, needed, days, burst)
    audits = [audit.ended_on or audit.began_on for audit in completed_audits(operation)]
    yield _held("audit", "internal audits", cases, [day for day in audits if day])
    reviews = [review.held_on for review in every_held_review(operation)]
    yield _held("review", "management reviews", cases, [day for day in reviews if day])


def _line(kind: str, title: str, needed: int, days: RecordedDays, burst: int) -> HistoryLine:
    first_on, last_on = days.first_on, days.last_on
    length = (last_on - first_on).days if first_on and last_on else 0
    in_one_burst = days.count > 1 and length < burst
    return HistoryLine(kind, title, needed, days.count, first_on, last_on, in_one_burst)


def _held(kind: str, title: str, needed: int, days: Sequence[date]) -> HistoryLine:
    # Audits and reviews are meant to be held together, so a burst says nothing.
    first_on, last_on = min(days, default=None), max(days, default=None)
    return HistoryLine(kind, title, needed, len(days), first_on, last_on)
