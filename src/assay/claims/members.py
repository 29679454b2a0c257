"""Who is asked: the records of a family, or the cases of an event log.

A record with several instants and a case with several activities are asked the
same way.  A *moment* is a column of instants for the one, and an activity for
the other: whether it happened, first and last when, and how often.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self

from sqlglot import exp

from assay.claims.expressions import (
    at_most,
    column,
    equal,
    every,
    flag,
    given,
    less,
    missing,
    named,
    nothing,
    number,
    some,
    table,
)
from assay.claims.population_test import MEMBER, PopulationTest
from assay.domain.errors import UserError
from assay.domain.record_family import ColumnType

DAY_SUFFIX: Final = "__on"
_TIMES: Final = {ColumnType.INSTANT, ColumnType.DATE}


class UntestableError(UserError):
    """A promise cannot be held against the records that are there."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens to a member, as SQL."""

    happened: exp.Expr
    times: exp.Expr
    first: exp.Expr
    last: exp.Expr
    day: exp.Expr | None
    by_day: bool


def comparable(
    one: Moment, other: Moment
) -> tuple[tuple[exp.Expr, exp.Expr], tuple[exp.Expr, exp.Expr]]:
    """Return first and last of two moments, as days where one is known to the day only."""
    by_day = one.by_day or other.by_day
    return _ends(one, by_day=by_day), _ends(other, by_day=by_day)


def _ends(moment: Moment, *, by_day: bool) -> tuple[exp.Expr, exp.Expr]:
    if moment.by_day or not by_day:
        return moment.first, moment.last
    if moment.day is None:
        raise UntestableError("one instant is known to the day only, and the other has no day")
    return moment.day, moment.day


@dataclass(frozen=True, slots=True)
class Window:
    """The members of a window of time, both ends as instants; the end is not in it.

    Who has no instant there stays a member: the record is silent, not absent.
    """

    column: str
    begins: int
    ends: int


@dataclass(frozen=True)
class Members:
    """One relation whose rows are the members of a population.

    ``numbered`` says that each has its row in the source it came from.
    """

    relation: str
    key: str
    columns: Mapping[str, ColumnType]
    by_day: frozenset[str] = frozenset()
    activities: Mapping[str, int] | None = None
    days_of: frozenset[str] = field(default_factory=frozenset)
    window: Window | None = None
    numbered: bool = True

    def within(self, window: Window) -> Self:
        """Return only the members of a window."""
        return replace(self, window=window)

    def value(self, name: str) -> exp.Column:
        """Return a column that has to be there."""
        if name not in self.columns:
            raise UntestableError(f"{self.relation} has no column {name}")
        return column(name)

    def type_of(self, name: str) -> ColumnType:
        """Return what a column holds."""
        self.value(name)
        return self.columns[name]

    def moment(self, name: str) -> Moment:
        """Return a column of instants, or an activity of the log, as something that happens."""
        if self.activities is not None:
            return self._activity(name)
        if self.type_of(name) not in _TIMES:
            # That a name or a number is there tells that it happened, and not when.
            silent = nothing(exp.DType.BIGINT)
            there = given(column(name))
            return Moment(there, flag(there), silent, silent, None, by_day=False)
        at = column(name)
        by_day = name in self.by_day or self.columns[name] is ColumnType.DATE
        day = at if self.columns[name] is ColumnType.DATE else column(name + DAY_SUFFIX)
        return Moment(given(at), flag(given(at)), at, at, day, by_day)

    def _activity(self, name: str) -> Moment:
        place = (self.activities or {}).get(name)
        if place is None:
            raise UntestableError(f"{self.relation} has no activity {name}")
        times = column(f"times_{place}")
        day = column(f"day_{place}") if name in self.days_of else None
        return Moment(
            less(number(0), times),
            times,
            column(f"first_{place}"),
            column(f"last_{place}"),
            column(f"first_{place}") if "at" in self.by_day else day,
            by_day="at" in self.by_day,
        )

    def rows(self, *asked: exp.Expr | None) -> exp.Select:
        """Return the query for the members, with the columns that are asked for."""
        used = {name for each in asked if each is not None for name in _names(each)}
        own = [
            named(column(self.key), "key"),
            named(self._or_nothing("source_row", exp.DType.BIGINT), "source_row"),
            *(named(self._or_nothing(name, exp.DType.TEXT), name) for name in MEMBER[2:]),
        ]
        query = exp.select(*own, *(column(name) for name in sorted(used - set(MEMBER)))).from_(
            table(self.relation)
        )
        return query if self.window is None else query.where(self.in_window())

    def in_window(self) -> exp.Expr:
        """Return that something happened in the window, or is not told when; always without one."""
        if self.window is None:
            return equal(number(1), number(1))
        at = self.value(self.window.column)
        begins, ends = number(self.window.begins), number(self.window.ends)
        return some(missing(at), every(at_most(begins, at), less(at, ends)))

    def _or_nothing(self, name: str, kind: exp.DType) -> exp.Expr:
        there = name in self.columns or (self.numbered and name == "source_row")
        return column(name) if there else nothing(kind)


def _names(tree: exp.Expr) -> Iterable[str]:
    return (each.name for each in tree.find_all(exp.Column) if not each.table)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a claim says beside its promise: what it is about, and what was allowed to depart."""

    scope: exp.Expr | None = None
    excepted: tuple[exp.Expr, ...] = ()

    def __iter__(self) -> Iterator[exp.Expr | None]:
        yield self.scope
        yield from self.excepted


NO_TERMS: Final = Terms()


@dataclass(frozen=True, slots=True)
class Questions:
    """The three questions to each member, as SQL that is true or false of every one."""

    applies: exp.Expr
    violated: exp.Expr
    undecidable: exp.Expr


def ask(
    members: Members,
    kind: str,
    questions: Questions,
    *,
    measured: exp.Expr | None = None,
    timed: exp.Expr | None = None,
    facts: Mapping[str, exp.Expr] | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that asks the members of one relation, with every column that it needs."""
    told = facts or {}
    value = measured if measured is not None else nothing(exp.DType.BIGINT)
    asked = (
        questions.applies,
        questions.violated,
        questions.undecidable,
        value,
        timed,
        *told.values(),
        *terms,
    )
    return PopulationTest(
        kind,
        members.rows(*asked),
        applies=questions.applies,
        violated=questions.violated,
        undecidable=questions.undecidable,
        measured=value,
        timed=timed,
        facts=told,
        scope=terms.scope,
        excepted=terms.excepted,
    )
