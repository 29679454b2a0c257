"""Every record of one source answers to one of another: each deployment to an approved change.

The members are the records of the independent source, so that what was done
past the procedure is there.  A link that is missing, or leads nowhere, deviates.
"""

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    column,
    count,
    equal,
    every,
    given,
    least,
    less,
    missing,
    named,
    negated,
    number,
    some,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Moment, Terms
from assay.claims.population_test import PopulationTest


def reconciliation(
    members: Members,
    link: str,
    others: Members,
    *,
    where: exp.Expr | None = None,
    before: tuple[str, str] | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that each member's link leads to another record, that happened before it.

    ``before`` names the moment of the other record and that of the member.
    """
    linked = members.value(link)
    late = moment = None
    if before is not None:
        late, moment = others.moment(before[0]), members.moment(before[1])
    asked = () if moment is None else (moment.first,)
    wanted = members.rows(linked, *asked, *terms)
    rows = (
        exp.select(
            *(column(each.alias_or_name, "members") for each in wanted.selects),
            *(named(column(name, "others"), f"other_{name}") for name in ("count", "first")),
        )
        .from_(subquery(wanted, "members"))
        .join(
            subquery(_others(others, where, late), "others"),
            on=equal(column("key", "others"), column(link, "members")),
            join_type="left",
        )
    )
    found, first = column("other_count"), column("other_first")
    alone = some(missing(linked), missing(found))
    violated, undecidable = alone, negated(equal(number(1), number(1)))
    if moment is not None:
        at = moment.first
        violated = some(alone, missing(first), every(given(at), less(at, first)))
        undecidable = every(negated(alone), given(first), missing(at))
    return PopulationTest(
        "coverage",
        rows,
        applies=equal(number(1), number(1)),
        violated=violated,
        undecidable=undecidable,
        facts={"link": linked},
        scope=terms.scope,
        excepted=terms.excepted,
    )


def _others(others: Members, where: exp.Expr | None, moment: Moment | None) -> exp.Select:
    key = others.value(others.key)
    first = moment.first if moment is not None else choice((negated(given(key)), number(0)))
    return (
        exp.select(named(key, "key"), named(count(), "count"), named(least(first), "first"))
        .from_(table(others.relation))
        .where(given(key) if where is None else every(given(key), where))
        .group_by(key.copy())
    )
