"""Nothing has been heard from something for too long: a source of logs since its last event.

The units are those that some record names.  One of which no record tells an
instant cannot be decided.
"""

from sqlglot import exp

from assay.claims.expressions import (
    at_most,
    choice,
    column,
    equal,
    every,
    first_text,
    given,
    less,
    minus,
    missing,
    most,
    named,
    nothing,
    number,
    table,
)
from assay.claims.members import NO_TERMS, Members, Terms
from assay.claims.population_test import PopulationTest


def silence(
    records: Members, at: str, per: str, now: int, limit: int, *, terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that the last instant of each unit is no longer ago than a limit."""
    unit, instant = records.value(per), records.moment(at).last
    heard = most(choice((at_most(instant, number(now)), instant)))
    texts = (
        named(
            first_text(column(name)) if name in records.columns else nothing(exp.DType.TEXT), name
        )
        for name in ("site", "team")
    )
    rows = (
        exp.select(
            named(unit, "key"), named(number(0), "source_row"), *texts, named(heard, "heard")
        )
        .from_(table(records.relation))
        .where(given(unit))
        .group_by(unit.copy())
    )
    since = minus(number(now), column("heard"))
    return PopulationTest(
        "silence",
        rows,
        applies=equal(number(1), number(1)),
        violated=every(given(column("heard")), less(number(limit), since)),
        undecidable=missing(column("heard")),
        measured=since,
        facts={"last_at": column("heard")},
        scope=terms.scope,
        excepted=terms.excepted,
    )
