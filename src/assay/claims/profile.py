"""The case profile: one row a case, with how often, first and last when of each activity.

One pass over the events answers every question of order, existence and delay
between activities; kept as a table, each further question costs milliseconds.
It is made of the activities that somebody asks about: it costs by their number.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    column,
    equal,
    first_text,
    flag,
    given,
    least,
    most,
    named,
    table,
    text,
    total,
)
from assay.claims.members import DAY_SUFFIX, Members
from assay.domain.record_family import ColumnType

PROFILE: Final = "case_profile"


def profiled(
    log: Members, activities: Iterable[str], *, days_of: Iterable[str] = (), name: str = PROFILE
) -> Members:
    """Return the cases of a log as members, once its profile is there under a name."""
    listed = {activity: place for place, activity in enumerate(sorted(set(activities)))}
    columns = {"case": ColumnType.TEXT, "began": ColumnType.INSTANT, "ended": ColumnType.INSTANT}
    kept = {part: ColumnType.TEXT for part in ("site", "team", "system") if part in log.columns}
    return Members(
        name,
        "case",
        {**columns, **kept},
        by_day=log.by_day & {"at"},
        activities=listed,
        days_of=frozenset(days_of) & set(listed),
    )


def compile_profile(log: Members, profile: Members) -> exp.Select:
    """Return the query that makes the profile: one row a case."""
    at, activity = log.value("at"), log.value("activity")
    parts = [part for part in ("site", "team", "system") if part in profile.columns]
    query = exp.select(
        column("case"),
        named(least(column("source_row")), "source_row"),
        *(named(first_text(column(part)), part) for part in parts),
        named(least(at), "began"),
        named(most(at), "ended"),
    )
    for name, place in (profile.activities or {}).items():
        query = query.select(*_of_activity(equal(activity, text(name)), at, place))
        if name in profile.days_of:
            day = choice((equal(activity, text(name)), column("at" + DAY_SUFFIX)))
            query = query.select(named(least(day), f"day_{place}"))
    return (
        query.from_(table(log.relation))
        .where(given(log.value("case")))
        .where(given(at))
        .group_by(column("case"))
    )


def _of_activity(is_it: exp.Expr, at: exp.Expr, place: int) -> Sequence[exp.Expr]:
    when = choice((is_it, at))
    return (
        named(total(flag(is_it)), f"times_{place}"),
        named(least(when), f"first_{place}"),
        named(most(when), f"last_{place}"),
    )
