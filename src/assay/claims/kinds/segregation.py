"""Two acts are done by two people: who approves has not requested.

In a record the two are two columns.  In an event log an act may be done more
than once and by several people, so the pass over it is keyed on case and
person: one person who did both violates it, whatever the others did.  An act
without its person is undecidable.
"""

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    column,
    equal,
    every,
    flag,
    given,
    missing,
    most,
    named,
    negated,
    number,
    one_of,
    some,
    subquery,
    table,
    text,
)
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask
from assay.claims.population_test import PopulationTest


def segregation(
    members: Members,
    one_by: str,
    other_by: str,
    *,
    acts: tuple[str, str] | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that two columns name two people; ``acts`` tell that both were done."""
    one, other = members.value(one_by), members.value(other_by)
    if acts is None:
        applies = some(given(one), given(other))
    else:
        applies = every(*(members.moment(act).happened for act in acts))
    return ask(
        members,
        "segregation",
        Questions(
            applies=applies,
            violated=every(given(one), given(other), equal(one, other)),
            undecidable=some(missing(one), missing(other)),
        ),
        facts={"one_by": one, "other_by": other},
        terms=terms,
    )


def segregation_of_cases(
    cases: Members, log: Members, one: str, other: str, *, terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that no person did both of two activities in one case."""
    # Asked first, so that an activity the log does not know is refused by name.
    for activity in (one, other):
        cases.moment(activity)
    wanted = cases.rows(*terms)
    names = [each.alias_or_name for each in wanted.selects]
    rows = (
        exp.select(
            *(column(name, "cases") for name in names),
            *(named(column(name, "acts"), name) for name in ("did_one", "did_other")),
            *(named(column(name, "acts"), name) for name in ("same", "silent")),
        )
        .from_(subquery(wanted, "cases"))
        .join(
            subquery(_acts(log, one, other), "acts"),
            on=equal(column("key", "cases"), column("case", "acts")),
            join_type="left",
        )
    )
    same = equal(column("same"), number(1))
    return PopulationTest(
        "segregation",
        rows,
        applies=every(*(equal(column(name), number(1)) for name in ("did_one", "did_other"))),
        violated=same,
        undecidable=every(negated(same), equal(column("silent"), number(1))),
        scope=terms.scope,
        excepted=terms.excepted,
    )


def _acts(log: Members, one: str, other: str) -> exp.Select:
    activity, actor = log.value("activity"), log.value("actor")
    people = (
        exp.select(
            column("case"),
            actor.copy(),
            named(most(flag(equal(activity, text(one)))), "did_one"),
            named(most(flag(equal(activity, text(other)))), "did_other"),
        )
        .from_(table(log.relation))
        .where(every(one_of(activity, (one, other)), given(column("at")), given(column("case"))))
        .group_by(column("case"), actor.copy())
    )
    both = every(*(equal(column(name), number(1)) for name in ("did_one", "did_other")))
    same = choice((missing(actor), number(0)), otherwise=flag(both))
    return (
        exp.select(
            column("case"),
            *(named(most(column(name)), name) for name in ("did_one", "did_other")),
            named(most(same), "same"),
            named(most(flag(missing(actor))), "silent"),
        )
        .from_(subquery(people, "people"))
        .group_by(column("case"))
    )
