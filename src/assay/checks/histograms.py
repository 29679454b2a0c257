"""When the records of a test came about: how many in each week, and how many deviate.

A week without any stays in the row, for a gap is what one looks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlglot import exp

from assay.checks.operation import Operation
from assay.claims.conditions import midnight
from assay.claims.expressions import (
    DAY,
    at_most,
    column,
    count,
    equal,
    every,
    named,
    number,
    subquery,
    table,
)
from assay.claims.members import DAY_SUFFIX, Members
from assay.claims.population_test import PopulationTest, judge
from assay.claims.tally import Side
from assay.domain.record_family import FAMILIES, ColumnType

_TIMES: Final = (ColumnType.INSTANT, ColumnType.DATE)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekCount:
    """One week: the day it begins, how many records, and how many of them deviate."""

    from_on: date
    records: int
    deviating: int


def weeks(operation: Operation, family: str, test: PopulationTest | None) -> tuple[WeekCount, ...]:
    """Return the weeks of the window; none where the records tell no time."""
    members = operation.members(family)
    when = _day_column(family, members) if members else ""
    if members is None or not when:
        return ()
    first_on, last_on = operation.window
    records = _by_day(operation, _all(members, when, first_on, last_on))
    deviating = _by_day(operation, _deviating(test, members, when)) if test else {}
    found = []
    begins = first_on
    while begins <= last_on:
        days = [begins + timedelta(days=place) for place in range(7)]
        found.append(
            WeekCount(
                begins,
                sum(records.get(day, 0) for day in days),
                sum(deviating.get(day, 0) for day in days),
            )
        )
        begins += _WEEK
    return tuple(found)


def _day_column(family: str, members: Members) -> str:
    """Return the column of the day on which a record came about: the first that all have."""
    for each in FAMILIES[family].columns:
        if each.type in _TIMES and each.name in members.columns:
            return each.name if each.type is ColumnType.DATE else each.name + DAY_SUFFIX
    return ""


def _all(members: Members, when: str, first_on: date, last_on: date) -> exp.Select:
    day = column(when)
    within = every(
        at_most(number(midnight(first_on)), day), at_most(day, number(midnight(last_on)))
    )
    return (
        exp.select(named(day, "day"), named(count(), "records"))
        .from_(table(members.relation))
        .where(within)
        .group_by(day.copy())
    )


def _deviating(test: PopulationTest, members: Members, when: str) -> exp.Select:
    judged = (
        exp.select(column("key"), column("source_row"))
        .from_(subquery(judge(test, with_facts=False), "judged"))
        .where(equal(column("side"), number(int(Side.DEVIATING))))
    )
    day = column(when, "record")
    same = every(
        equal(column("key", "judged"), column(members.key, "record")),
        equal(column("source_row", "judged"), column("source_row", "record")),
    )
    return (
        exp.select(named(day, "day"), named(count(), "records"))
        .from_(table(members.relation, "record"))
        .join(subquery(judged, "judged"), on=same)
        .group_by(day.copy())
    )


def _by_day(operation: Operation, query: exp.Select) -> Mapping[date, int]:
    epoch = datetime(1970, 1, 1, tzinfo=UTC).date()
    return {
        epoch + timedelta(days=int(day) // DAY): int(many)
        for day, many in operation.populations.rows(query)
        if day is not None
    }
