"""Whoever approved had the right to: the owner, or somebody above where the owner asks.

A thing whose owner nobody knows, and an approval without its person, cannot be
decided.
"""

from sqlglot import exp

from assay.claims.expressions import (
    column,
    equal,
    every,
    given,
    least,
    missing,
    named,
    negated,
    number,
    some,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Terms
from assay.claims.population_test import PopulationTest


def rightful_approver(
    members: Members, owners: str, above: str, *, terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that ``approved_by`` owns the system of each grant, or may stand in.

    ``owners`` names a relation of pairs ``owned`` and ``owner``, each once; ``above`` names
    one of people, each once.
    """
    names = ("system", "approved_by", "requested_by", "person")
    wanted = members.rows(*(members.value(name) for name in names), *terms)
    rows = exp.select(
        *(column(each.alias_or_name, "members") for each in wanted.selects),
        named(column("owned", "known"), "known"),
        named(column("owner", "known"), "one_owner"),
        named(column("owner", "own"), "approving_owner"),
        named(column("owner", "asks"), "asking_owner"),
        named(column("owner", "gets"), "getting_owner"),
        named(column("above", "above"), "stands_above"),
    ).from_(subquery(wanted, "members"))
    rows = rows.join(
        subquery(_known(owners), "known"),
        on=equal(column("owned", "known"), column("system", "members")),
        join_type="left",
    )
    for alias, person in (("own", "approved_by"), ("asks", "requested_by"), ("gets", "person")):
        on = every(
            equal(column("owned", alias), column("system", "members")),
            equal(column("owner", alias), column(person, "members")),
        )
        rows = rows.join(table(owners, alias), on=on, join_type="left")
    on = equal(column("above", "above"), column("approved_by", "members"))
    rows = rows.join(table(above, "above"), on=on, join_type="left")
    approver = column("approved_by")
    concerned = some(given(column("asking_owner")), given(column("getting_owner")))
    may = some(given(column("approving_owner")), every(concerned, given(column("stands_above"))))
    return PopulationTest(
        "rightful approver",
        rows,
        applies=equal(number(1), number(1)),
        violated=every(given(approver), given(column("known")), negated(may)),
        undecidable=some(missing(approver), missing(column("known"))),
        facts={"one_by": approver, "owner": column("one_owner")},
        scope=terms.scope,
        excepted=terms.excepted,
    )


def _known(owners: str) -> exp.Select:
    return (
        exp.select(column("owned"), named(least(column("owner")), "owner"))
        .from_(table(owners))
        .group_by(column("owned"))
    )
