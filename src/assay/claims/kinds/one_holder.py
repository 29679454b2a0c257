"""One thing is held by one person: no account stands with two.

Records are the same thing where their key and some further columns are the
same.  Each record of something that several hold deviates.
"""

from sqlglot import exp

from assay.claims.expressions import (
    column,
    equal,
    every,
    given,
    least,
    most,
    named,
    negated,
    number,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Terms
from assay.claims.population_test import PopulationTest


def one_holder(
    members: Members, same: tuple[str, ...], holder: str, *, terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that all records of one thing name one holder."""
    key, held_by = members.value(members.key), members.value(holder)
    parts = tuple(members.value(name) for name in same)
    wanted = members.rows(held_by, *parts, *terms)
    groups = (
        exp.select(
            named(key, "one"),
            *parts,
            named(least(held_by), "first_holder"),
            named(most(held_by), "last_holder"),
        )
        .from_(table(members.relation))
        .where(given(held_by))
        .group_by(key.copy(), *(each.copy() for each in parts))
    )
    on = every(
        equal(column("one", "held"), column("key", "members")),
        *(equal(column(name, "held"), column(name, "members")) for name in same),
    )
    rows = (
        exp.select(
            *(column(each.alias_or_name, "members") for each in wanted.selects),
            *(column(name, "held") for name in ("first_holder", "last_holder")),
        )
        .from_(subquery(wanted, "members"))
        .join(subquery(groups, "held"), on=on, join_type="left")
    )
    several = every(
        given(column("first_holder")),
        negated(equal(column("first_holder"), column("last_holder"))),
    )
    return PopulationTest(
        "one holder",
        rows,
        # What nobody is named for is another question.
        applies=given(column("first_holder")),
        violated=several,
        undecidable=equal(number(0), number(1)),
        facts={"one_by": column("first_holder"), "other_by": column("last_holder")},
        scope=terms.scope,
        excepted=terms.excepted,
    )
