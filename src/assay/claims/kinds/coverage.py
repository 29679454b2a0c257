"""Everybody has something: all staff have done the course in the last year.

The units come from the register.  Who joined has days of grace, and who has
left by the day of asking is not asked any more.  Records that tell no day
cannot show that they are recent enough.
"""

from dataclasses import dataclass

from sqlglot import exp

from assay.claims.expressions import (
    DAY,
    at_most,
    choice,
    column,
    count_of,
    equal,
    every,
    flag,
    given,
    less,
    minus,
    missing,
    most,
    named,
    number,
    plus,
    some,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest
from assay.claims.units import Units, select_units


@dataclass(frozen=True, slots=True)
class Reach:
    """As of which day everybody is covered, by records from which day on, after how much grace."""

    as_of: int
    since: int | None = None
    grace_days: int = 0


def coverage(
    records: Members,
    at: str,
    per: str,
    reach: Reach,
    *,
    units: Units | None = None,
    where: exp.Expr | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that every unit has a record that is recent enough."""
    day = records.moment(at).day
    if day is None:
        raise UntestableError(f"{records.relation} does not tell on which day {at} is")
    unit = records.value(per)
    names = ("key", "site", "team", "since", "until")
    rows = (
        exp.select(
            *(column(name, "units") for name in names),
            named(number(0), "source_row"),
            *(column(name, "done") for name in ("last", "recent", "undated")),
        )
        .from_(subquery(select_units(units, records, per), "units"))
        .join(
            subquery(_done(records, unit, day, reach, where), "done"),
            on=equal(column("key", "done"), column("key", "units")),
            join_type="left",
        )
    )
    covered = equal(flag(less(number(0), column("recent"))), number(1))
    uncovered = equal(flag(less(number(0), column("recent"))), number(0))
    since, until, now = column("since"), column("until"), number(reach.as_of)
    due = some(missing(since), less(plus(since, number(reach.grace_days * DAY)), now))
    still_here = some(missing(until), at_most(now, until))
    here = every(some(missing(since), at_most(since, now)), still_here)
    return PopulationTest(
        "coverage",
        rows,
        applies=every(here, some(due, covered)),
        violated=uncovered,
        undecidable=every(uncovered, equal(flag(less(number(0), column("undated"))), number(1))),
        measured=minus(now, column("last")),
        timed=given(column("last")),
        facts={"last_at": column("last"), "since": since},
        scope=terms.scope,
        excepted=terms.excepted,
    )


def _done(
    records: Members, unit: exp.Expr, day: exp.Expr, reach: Reach, where: exp.Expr | None
) -> exp.Select:
    by_now = at_most(day, number(reach.as_of))
    recent = by_now if reach.since is None else every(at_most(number(reach.since), day), by_now)
    return (
        exp.select(
            named(unit, "key"),
            named(most(choice((by_now, day))), "last"),
            named(count_of(recent), "recent"),
            named(count_of(missing(day)), "undated"),
        )
        .from_(table(records.relation))
        .where(given(unit) if where is None else every(given(unit), where))
        .group_by(unit.copy())
    )
