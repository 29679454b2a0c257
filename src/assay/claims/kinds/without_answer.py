"""Whoever deviates has nothing on record that answers it: missed a course, and nobody reminds them.

A test over a test: the members and whom it applies to stay as they are; what
another family has of a member answers the deviation.
"""

from dataclasses import replace

from sqlglot import exp

from assay.claims.expressions import (
    column,
    count,
    equal,
    every,
    given,
    missing,
    named,
    subquery,
    table,
)
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest


def without_answer(
    test: PopulationTest, answers: Members, link: str, where: exp.Expr
) -> PopulationTest:
    """Return the test that each deviating member of another test is answered by some record."""
    member = answers.value(link)
    answered = (
        exp.select(named(member, "answered"), named(count(), "answers"))
        .from_(table(answers.relation))
        .where(every(given(member), where))
        .group_by(member.copy())
    )
    rows = (
        exp.select(
            *(column(each.alias_or_name, "asked") for each in test.rows.selects),
            column("answers", "answering"),
        )
        .from_(subquery(test.rows.copy(), "asked"))
        .join(
            subquery(answered, "answering"),
            on=equal(column("answered", "answering"), column("key", "asked")),
            join_type="left",
        )
    )
    return replace(test, rows=rows, violated=every(test.violated, missing(column("answers"))))
