"""Something is done at a rhythm for each of something: access to every system each quarter.

The units come from the register, so that one never reviewed is there.  Of each,
every interval that touches the window counts: the first from the last record
before the window, or from the window's begin where there is none; the last to
the day of asking.  Days are counted, as promises of rhythm are meant.
"""

from dataclasses import dataclass

from sqlglot import exp

from assay.claims.expressions import (
    DAY,
    at_most,
    choice,
    column,
    count,
    count_of,
    equal,
    every,
    given,
    least,
    less,
    minus,
    missing,
    most,
    named,
    number,
    ordered,
    over,
    plus,
    some,
    subquery,
    table,
    total,
)
from assay.claims.members import NO_TERMS, Members, Moment, Terms, UntestableError
from assay.claims.population_test import PopulationTest
from assay.claims.units import Units, earlier, later, select_units


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many days may lie between two, how many more are tolerated, and in which window.

    ``begins`` and ``ends`` are midnights; the day that ``ends`` begins is the day of asking.
    """

    every_days: int
    tolerance_days: int
    begins: int
    ends: int

    @property
    def longest(self) -> int:
        """Return the longest interval that keeps the promise."""
        return (self.every_days + self.tolerance_days) * DAY


def frequency(
    records: Members,
    at: str,
    per: str,
    rhythm: Rhythm,
    *,
    units: Units | None = None,
    where: exp.Expr | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that no interval of any unit is longer than promised."""
    moment = records.moment(at)
    if moment.day is None:
        raise UntestableError(f"{records.relation} does not tell on which day {at} is")
    rows = (
        exp.select(
            *(column(name, "heard") for name in ("key", "site", "team", "start", "finish")),
            named(number(0), "source_row"),
            *(column(name, "heard") for name in ("last", "records", "undated")),
            *(column(name, "worst") for name in ("longest", "breaches", "gap_from")),
        )
        .from_(table("heard"))
        .join(table("worst"), on=_same_key("worst", "heard"), join_type="left")
    )
    for name, query in (
        ("units", _present(select_units(units, records, per), rhythm)),
        ("dated", _days(records, moment, per, where)),
        ("heard", _heard()),
        ("gaps", _gaps(rhythm)),
        ("longest", _longest(rhythm)),
        ("worst", _worst()),
    ):
        rows = rows.with_(exp.to_identifier(name, quoted=True), as_=query, copy=False)
    too_long = less(number(rhythm.longest), column("longest"))
    return PopulationTest(
        "frequency",
        rows,
        # Whoever has no record yet, and whose first is not due, has nothing to show.
        applies=some(given(column("last")), too_long),
        violated=too_long,
        undecidable=every(too_long, less(number(0), column("undated"))),
        measured=column("longest"),
        facts={
            "gap_from": column("gap_from"),
            "last_at": column("last"),
            "records": column("records"),
            "breaches": column("breaches"),
            "window_from": column("start"),
            "window_until": column("finish"),
        },
        scope=terms.scope,
        excepted=terms.excepted,
    )


def _same_key(one: str, other: str) -> exp.Expr:
    return equal(column("key", one), column("key", other))


def _days(records: Members, moment: Moment, per: str, where: exp.Expr | None) -> exp.Select:
    """Return the query for how many records each unit has on each day, and on none.

    The one pass over all records: what follows is about days, of which there are few.
    """
    unit, day = records.value(per), moment.day or moment.first
    return (
        exp.select(named(unit, "key"), named(day, "day"), named(count(), "records"))
        .from_(table(records.relation))
        .where(given(unit) if where is None else every(given(unit), where))
        .group_by(unit.copy(), day.copy())
    )


def _present(units: exp.Select, rhythm: Rhythm) -> exp.Select:
    """Return the query for the units that were there in the window, and from when to when."""
    bounded = exp.select(
        *(column(name) for name in ("key", "site", "team")),
        named(later(column("since"), rhythm.begins), "start"),
        named(earlier(column("until"), rhythm.ends), "finish"),
    ).from_(subquery(units, "every_unit"))
    return (
        exp.select(*(column(name) for name in ("key", "site", "team", "start", "finish")))
        .from_(subquery(bounded, "bounded"))
        .where(at_most(column("start"), column("finish")))
    )


def _heard() -> exp.Select:
    """Return the query for what is known of each unit: its last record before, and all since."""
    day, start = column("day", "dated"), column("start", "units")
    finish = column("finish", "units")
    inside, many = every(less(start, day), at_most(day, finish)), column("records", "dated")
    own = [column(name, "units") for name in ("key", "site", "team", "start", "finish")]
    return (
        exp.select(
            *own,
            named(most(choice((at_most(day, start), day))), "prior"),
            named(most(choice((at_most(day, finish), day))), "last"),
            named(total(choice((inside, many), otherwise=number(0))), "records"),
            # A unit without records has one row here too, of no day and no unit.
            named(count_of(every(given(column("key", "dated")), missing(day))), "undated"),
        )
        .from_(table("units"))
        .join(table("dated"), on=_same_key("dated", "units"), join_type="left")
        .group_by(*(each.copy() for each in own))
    )


def _gaps(rhythm: Rhythm) -> exp.Select:
    """Return the query for every interval, its bounds added as if they were records."""
    # A unit that came later in the window has no interval that began before it came.
    here_before = at_most(column("start"), number(rhythm.begins))
    begin = choice(
        (every(given(column("prior")), here_before), column("prior")), otherwise=column("start")
    )
    inside = every(
        less(column("start", "heard"), column("day", "dated")),
        at_most(column("day", "dated"), column("finish", "heard")),
    )
    first = exp.select(column("key"), named(begin, "day")).from_(table("heard"))
    between = (
        exp.select(column("key", "heard"), column("day", "dated"))
        .from_(table("heard"))
        .join(table("dated"), on=every(_same_key("dated", "heard"), inside))
    )
    last = exp.select(column("key"), named(column("finish"), "day")).from_(table("heard"))
    points = exp.union(exp.union(first, between, distinct=False), last, distinct=False)
    following = over(exp.Lead(this=column("day")), column("key"), [ordered(column("day"))])
    return exp.select(column("key"), column("day"), named(following, "next_day")).from_(
        subquery(points, "points")
    )


def _longest(rhythm: Rhythm) -> exp.Select:
    taken = minus(column("next_day"), column("day"))
    return (
        exp.select(
            column("key"),
            named(most(taken), "longest"),
            named(count_of(less(number(rhythm.longest), taken)), "breaches"),
        )
        .from_(table("gaps"))
        .where(given(column("next_day")))
        .group_by(column("key"))
    )


def _worst() -> exp.Select:
    """Return the query for the longest interval with the day it began, the first of equals."""
    ends = plus(column("day", "gaps"), column("longest", "longest"))
    own = [column(name, "longest") for name in ("key", "longest", "breaches")]
    return (
        exp.select(*own, named(least(column("day", "gaps")), "gap_from"))
        .from_(table("longest"))
        .join(
            table("gaps"),
            on=every(_same_key("gaps", "longest"), equal(column("next_day", "gaps"), ends)),
        )
        .group_by(*(each.copy() for each in own))
    )
