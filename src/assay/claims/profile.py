"""The case profile: one row a case, with how often, first and last when of each activity.

One pass over the events answers every question of order, existence and delay
between activities; kept as a table, each further question costs milliseconds.
It is made of the activities that somebody asks about: it costs by their number.
"""

from collections.abc import Iterable
from typing import Final

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    column,
    count_of,
    equal,
    first_text,
    given,
    least,
    most,
    named,
    table,
    text,
)
from assay.claims.members import DAY_SUFFIX, Members
from assay.claims.population_test import PopulationTest
from assay.domain.record_family import ColumnType

PROFILE: Final = "case_profile"


def profiled(
    log: Members,
    activities: Iterable[str],
    *,
    days_of: Iterable[str] = (),
    keep: Iterable[str] = ("site", "team"),
    name: str = PROFILE,
) -> Members:
    """Return the cases of a log as members, once its profile is there under a name."""
    listed = {activity: place for place, activity in enumerate(sorted(set(activities)))}
    columns = {"case": ColumnType.TEXT, "began": ColumnType.INSTANT, "ended": ColumnType.INSTANT}
    kept = {part: log.columns[part] for part in keep if part in log.columns}
    return Members(
        name,
        "case",
        {**columns, **kept},
        by_day=log.by_day & {"at"},
        activities=listed,
        days_of=frozenset(days_of) & set(listed),
        numbered=False,
    )


def compile_profile(
    log: Members, profile: Members, tests: Iterable[PopulationTest] | None = None
) -> exp.Select:
    """Return the query that makes the profile: one row a case.

    With only the columns that some tests ask for, where these are given.
    """
    at, activity = log.value("at"), log.value("activity")
    columns: dict[str, exp.Expr] = {
        part: first_text(column(part)) for part in profile.columns if part in log.columns
    }
    columns |= {"began": least(at), "ended": most(at)}
    for name, place in (profile.activities or {}).items():
        is_it = equal(activity, text(name))
        columns[f"times_{place}"] = count_of(is_it)
        columns[f"first_{place}"] = least(choice((is_it, at)))
        columns[f"last_{place}"] = most(choice((is_it, at)))
        if name in profile.days_of:
            columns[f"day_{place}"] = least(choice((is_it, column("at" + DAY_SUFFIX))))
    wanted = set(columns) if tests is None else {name for test in tests for name in test.mentions}
    del columns["case"]
    return (
        exp.select(
            column("case"),
            *(named(value, name) for name, value in columns.items() if name in wanted),
        )
        .from_(table(log.relation))
        .where(given(log.value("case")))
        .where(given(at))
        .group_by(column("case"))
    )
