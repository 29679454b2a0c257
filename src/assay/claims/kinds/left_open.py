"""What somebody held is closed within a time of their leaving: every account of a leaver.

The members are the accounts of those who left, and beside them whoever left and
held none, so that nobody vanishes.  Who left before a day is asked about what
was still open on it.  Where one instant is known to the day only,
the time between lies between two bounds; between the bounds nobody can tell.
"""

from sqlglot import exp

from assay.claims.expressions import (
    DAY,
    at_most,
    choice,
    column,
    equal,
    every,
    given,
    less,
    minus,
    missing,
    named,
    negated,
    number,
    plus,
    some,
    subquery,
)
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest


def left_open(
    accounts: Members,
    gone: exp.Query,
    limit: int,
    as_of: int,
    *,
    since: int,
    by_day: bool = False,
    excepted: tuple[exp.Expr, ...] = (),
) -> PopulationTest:
    """Return the test that each account of those in ``gone`` was closed within the limit.

    ``gone`` has who left, ``left_at``, site and team; with ``by_day`` it knows the
    day only, and ``left_at`` is its end.
    """
    closed, person = accounts.value("disabled_at"), accounts.value("person")
    held = accounts.rows(closed, person, *excepted)
    rows = (
        exp.select(
            named(
                choice((given(column("key", "held")), column("key", "held")),
                       otherwise=column("who", "gone")), "key"
            ),
            column("source_row", "held"),
            column("site", "gone"),
            column("team", "gone"),
            named(column("key", "held"), "account"),
            column("left_at", "gone"),
            *(column(each.alias_or_name, "held") for each in held.selects[4:]),
        )
        .from_(subquery(gone, "gone"))
        .join(
            subquery(held, "held"),
            on=equal(column("person", "held"), column("who", "gone")),
            join_type="left",
        )
        .where(some(at_most(number(since), column("left_at", "gone")), _open_on(since)))
    )  # fmt: skip
    return _judged(accounts, rows, limit, as_of, by_day=by_day, excepted=excepted)


def _open_on(day: int) -> exp.Expr:
    closed = column("disabled_at", "held")
    still_open = some(missing(closed), at_most(number(day), closed))
    return every(given(column("key", "held")), still_open)


def _judged(
    accounts: Members,
    rows: exp.Select,
    limit: int,
    as_of: int,
    *,
    by_day: bool,
    excepted: tuple[exp.Expr, ...],
) -> PopulationTest:
    closed, left, longest = column("disabled_at"), column("left_at"), number(limit)
    taken, waited = minus(closed, left), minus(number(as_of), left)
    # A day alone is known by its begin: what was closed then was closed up to a day later.
    later = number(DAY if "disabled_at" in accounts.by_day else 0)
    earlier = number(DAY if by_day else 0)
    surely = less(longest, taken)
    perhaps = less(longest, plus(plus(taken, later), earlier))
    open_still = missing(closed)
    due = less(longest, waited)
    held = given(column("account"))
    return PopulationTest(
        "left open",
        rows,
        applies=every(held, some(given(closed), due)),
        violated=some(every(open_still, due), every(given(closed), surely)),
        undecidable=every(given(closed), negated(surely), perhaps),
        measured=choice((given(closed), taken), otherwise=waited),
        timed=every(held, given(closed)),
        facts={"first_at": left, "then_at": closed},
        excepted=excepted,
    )
