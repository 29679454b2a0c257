"""What was observed is what was expected, text by text.

Some pairs of an expected and an observed text are good enough although they
differ: a lowest value and a higher one.  Which, no database can tell from their
words; whoever asks brings them as a small relation.
"""

from sqlglot import exp

from assay.claims.expressions import (
    column,
    equal,
    every,
    given,
    missing,
    named,
    negated,
    some,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Terms
from assay.claims.population_test import PopulationTest


def as_expected(members: Members, good_enough: str, *, terms: Terms = NO_TERMS) -> PopulationTest:
    """Return the test that each observed text is the expected one, or good enough.

    ``good_enough`` names a relation with the columns ``wanted`` and ``seen``; a record
    that names an exception is excepted.
    """
    expected, observed = members.value("expected"), members.value("observed")
    own = (given(members.value("exception")),) if "exception" in members.columns else ()
    wanted = members.rows(expected, observed, *own, *terms)
    rows = (
        exp.select(
            *(column(each.alias_or_name, "members") for each in wanted.selects),
            named(column("wanted", "enough"), "enough"),
        )
        .from_(subquery(wanted, "members"))
        .join(
            table(good_enough, "enough"),
            on=every(
                equal(column("wanted", "enough"), column("expected", "members")),
                equal(column("seen", "enough"), column("observed", "members")),
            ),
            join_type="left",
        )
    )
    told = every(given(expected), given(observed))
    differs = every(negated(equal(expected, observed)), missing(column("enough")))
    return PopulationTest(
        "as expected",
        rows,
        applies=some(told, negated(told)),
        violated=every(told, differs),
        undecidable=some(missing(expected), missing(observed)),
        facts={"expected": expected, "observed": observed},
        scope=terms.scope,
        excepted=(*own, *terms.excepted),
    )
