"""One thing is said once: no two records agree in all of some columns.

A record that is silent on one of them is like no other.
"""

from collections.abc import Sequence

from sqlglot import exp

from assay.claims.expressions import (
    column,
    count,
    equal,
    every,
    given,
    less,
    named,
    number,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Terms
from assay.claims.population_test import Measures, PopulationTest


def said_once(members: Members, same: Sequence[str], *, terms: Terms = NO_TERMS) -> PopulationTest:
    """Return the test that each record differs from every other in one of some columns."""
    parts = [members.value(name) for name in same]
    wanted = members.rows(*parts, *terms)
    groups = (
        exp.select(*(named(each, f"same_{each.name}") for each in parts), named(count(), "times"))
        .from_(table(members.relation))
        .where(every(*(given(each) for each in parts)))
        .group_by(*(each.copy() for each in parts))
    )
    on = every(*(equal(column(f"same_{name}", "twins"), column(name, "members")) for name in same))
    rows = (
        exp.select(
            *(column(each.alias_or_name, "members") for each in wanted.selects),
            column("times", "twins"),
        )
        .from_(subquery(wanted, "members"))
        .join(subquery(groups, "twins"), on=on, join_type="left")
    )
    return PopulationTest(
        "said once",
        rows,
        applies=given(column("times")),
        violated=less(number(1), column("times")),
        undecidable=equal(number(0), number(1)),
        measured=column("times"),
        measures=Measures.NUMBER,
        scope=terms.scope,
        excepted=terms.excepted,
    )
