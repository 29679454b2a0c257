"""Something never is: no shared accounts on production, no change reopened.

It is asked of every member.  Where what the condition speaks of is missing,
nobody can tell.
"""

from sqlglot import exp

from assay.claims.expressions import equal, every, flag, negated, number
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask
from assay.claims.population_test import PopulationTest


def absence(
    members: Members,
    condition: exp.Expr,
    *,
    applies: exp.Expr | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that a condition holds for none of the members."""
    always = equal(number(1), number(1))
    violated = equal(flag(condition), number(1))
    unknown = every(negated(violated), equal(flag(negated(condition)), number(0)))
    return ask(
        members,
        "absence",
        Questions(
            applies=applies if applies is not None else always,
            violated=violated,
            undecidable=unknown,
        ),
        terms=terms,
    )


def never(members: Members, then: str, *, terms: Terms = NO_TERMS) -> PopulationTest:
    """Return the test that something happens to none of the members."""
    return absence(members, members.moment(then).happened, terms=terms)
