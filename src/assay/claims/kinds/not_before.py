"""Nothing is dated before what it is about was there: a course before its person joined.

What the other list does not know, or knows no day of, cannot be decided.
"""

from sqlglot import exp

from assay.claims.expressions import (
    column,
    equal,
    every,
    given,
    less,
    minus,
    missing,
    named,
    number,
    some,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest


def not_before(
    members: Members, at: str, link: str, others: Members, since: str, *, terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that each member's day is not before that of the record it links to."""
    day = members.moment(at).day
    if day is None:
        raise UntestableError(f"{members.relation} does not tell on which day {at} is")
    linked, begun = members.value(link), others.value(since)
    wanted = members.rows(linked, day, *terms)
    known = exp.select(named(others.value(others.key), "other"), named(begun, "begun")).from_(
        table(others.relation)
    )
    rows = (
        exp.select(
            *(column(each.alias_or_name, "members") for each in wanted.selects),
            column("begun", "others"),
        )
        .from_(subquery(wanted, "members"))
        .join(
            subquery(known, "others"),
            on=equal(column("other", "others"), column(link, "members")),
            join_type="left",
        )
    )
    begins = column("begun")
    return PopulationTest(
        "not before",
        rows,
        applies=equal(number(1), number(1)),
        violated=every(given(day), given(begins), less(day, begins)),
        undecidable=some(missing(day), missing(begins)),
        measured=minus(day, begins),
        facts={"first_at": begins, "then_at": day},
        scope=terms.scope,
        excepted=terms.excepted,
    )
