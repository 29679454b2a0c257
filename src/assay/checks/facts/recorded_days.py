"""On which days there are records of each family, and how many, by the audit date.

A population is asked for its days, one pass a family; a certificate, a note or
a slip is filed as one piece of evidence in the register.  Both show that work
was done.  What is dated after the day of asking shows nothing yet.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlglot import exp

from assay.checks.facts.calendar import Window
from assay.checks.operation import Operation
from assay.claims.expressions import column, count, named, one_of, table
from assay.claims.members import Members
from assay.domain.evidence import Evidence
from assay.domain.record_family import FAMILIES, ColumnType

_TIMES: Final = {ColumnType.INSTANT, ColumnType.DATE}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RecordedDays:
    """The days of some records in order, with how many there are on each."""

    days: tuple[date, ...] = ()
    counts: tuple[int, ...] = ()
    undated: int = 0

    @property
    def first_on(self) -> date | None:
        """Return the day of the first record."""
        return self.days[0] if self.days else None

    @property
    def last_on(self) -> date | None:
        """Return the day of the last record."""
        return self.days[-1] if self.days else None

    def within(self, window: Window) -> "RecordedDays":
        """Return the days of a window; both of its ends belong to it."""
        place, end = bisect_left(self.days, window.first_on), bisect_right(self.days, window[1])
        return RecordedDays(self.days[place:end], self.counts[place:end], self.undated)

    @property
    def count(self) -> int:
        """Return how many records there are on all days together."""
        return sum(self.counts)

    @classmethod
    def of(cls, parts: Iterable["RecordedDays"]) -> "RecordedDays":
        """Return the days of several families together."""
        counts: Counter[date] = Counter()
        undated = 0
        for each in parts:
            counts.update(dict(zip(each.days, each.counts, strict=True)))
            undated += each.undated
        return cls.counted(counts, undated)

    @classmethod
    def counted(cls, counts: Mapping[date, int], undated: int = 0) -> "RecordedDays":
        """Return counted days in their order."""
        days = tuple(sorted(counts))
        return cls(days, tuple(counts[day] for day in days), undated)


def recorded_days(operation: Operation) -> Mapping[str, RecordedDays]:
    """Return the days of every family of which there is a population or a piece of evidence.

    A family that is not among them has not been handed in, which is not the same
    as one without records.
    """
    found = {
        family: _of_population(operation, members)
        for family in operation.populations.families()
        if family in FAMILIES and (members := operation.members(family)) is not None
    }
    for family, counts in _filed(operation).items():
        found[family] = RecordedDays.of([found.get(family, RecordedDays()), counts])
    return found


def day_column(members: Members) -> str:
    """Return the column that says when a record came about; empty where it has none.

    One that every record of the family has comes before one that may be missing.
    """
    there = [
        each
        for each in FAMILIES[members.relation].columns
        if each.type in _TIMES and each.name in members.columns
    ]
    return next((each.name for each in sorted(there, key=lambda each: not each.required)), "")


def days_in(operation: Operation, family: str, name: str) -> RecordedDays | None:
    """Return the days on which one thing happened to records; nothing where nobody can tell."""
    members = operation.members(family)
    if members is None or name not in members.columns:
        return None
    return _counted(operation, members, name)


def _of_population(operation: Operation, members: Members) -> RecordedDays:
    name = day_column(members)
    return _counted(operation, members, name) if name else RecordedDays()


def _counted(operation: Operation, members: Members, name: str) -> RecordedDays:
    day = members.moment(name).day
    if day is None:
        return RecordedDays()
    query = exp.select(named(day, "day"), named(count(), "records")).from_(table(members.relation))
    if operation.sites:
        query = query.where(one_of(column("site"), operation.sites))
    if operation.sites and "site" not in members.columns:
        return RecordedDays()
    counts: Counter[date] = Counter()
    undated = 0
    for at, many in operation.populations.rows(query.group_by(day.copy())):
        if at is None:
            undated += many
        elif (on := _day(at)) <= operation.as_of:
            counts[on] += many
    return RecordedDays.counted(counts, undated)


def _day(microseconds: int) -> date:
    return (_EPOCH + timedelta(microseconds=int(microseconds))).date()


def _filed(operation: Operation) -> Mapping[str, RecordedDays]:
    counts: dict[str, Counter[date]] = {}
    for piece in _pieces(operation):
        if piece.family and piece.created_on is not None and piece.created_on <= operation.as_of:
            counts.setdefault(piece.family, Counter())[piece.created_on] += 1
    return {family: RecordedDays.counted(days) for family, days in counts.items()}


def _pieces(operation: Operation) -> Iterator[Evidence]:
    sites = set(operation.sites)
    for piece in operation[Evidence].values():
        if not sites or not piece.site or piece.site in sites:
            yield piece
