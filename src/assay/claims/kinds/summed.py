"""A column adds up to something for each of something: events for every source of logs.

The units are those that some record names.  A sum that comes to nothing because
some records are silent cannot be decided.
"""

from sqlglot import exp

from assay.claims.expressions import (
    at_most,
    choice,
    column,
    count_of,
    equal,
    every,
    first_text,
    given,
    less,
    missing,
    named,
    negated,
    number,
    subquery,
    total,
)
from assay.claims.members import NO_TERMS, Members, Terms, Window
from assay.claims.population_test import Measures, PopulationTest


def summed(
    records: Members, value: str, per: str, window: Window, *, terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that each unit's values of a window add up to more than nothing."""
    unit, amount, at = records.value(per), records.value(value), records.value(window.column)
    begins, ends = number(window.begins), number(window.ends)
    inside = every(at_most(begins, at), less(at, ends))
    within = records.rows(unit, amount, at)
    texts = (named(first_text(column(name)), name) for name in ("site", "team"))
    rows = (
        exp.select(
            named(unit, "key"),
            named(number(0), "source_row"),
            *texts,
            named(total(choice((inside, amount))), "summed"),
            named(count_of(every(inside, missing(amount))), "silent"),
        )
        .from_(subquery(within, "records"))
        .where(given(unit))
        .group_by(unit.copy())
    )
    found = column("summed")
    something = every(given(found), less(number(0), found))
    return PopulationTest(
        "summed",
        rows,
        applies=equal(number(1), number(1)),
        violated=every(negated(something), equal(column("silent"), number(0))),
        undecidable=every(negated(something), less(number(0), column("silent"))),
        measured=found,
        measures=Measures.NUMBER,
        scope=terms.scope,
        excepted=terms.excepted,
    )
