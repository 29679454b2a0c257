"""A key stands once in a source, and means one thing in all of them.

Two systems may tell of the same event, each in an export of its own.  Then its
key stands in both, and what both fill has to be the same.

What a newcomer would get wrong: the members here are keys, not rows.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Final

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    column,
    count,
    equal,
    first_text,
    flag,
    given,
    joined,
    least,
    less,
    most,
    named,
    negated,
    nothing,
    number,
    plus,
    table,
    text,
)
from assay.claims.members import Members
from assay.claims.population_test import Measures, PopulationTest

SOURCE: Final = "source_key"
"""Which source a row came from, in a population that was frozen from several."""


def repeated(members: Members, *, in_several_sources: bool) -> PopulationTest:
    """Return the test that no key stands twice in one source."""
    by = [column(members.key), *([column(SOURCE)] if in_several_sources else [])]
    rows = _keys(members).select(named(count(), "records")).group_by(*by)
    return PopulationTest(
        "once",
        rows,
        applies=given(column("key")),
        violated=less(number(1), column("records")),
        undecidable=negated(equal(number(1), number(1))),
        measured=column("records"),
        measures=Measures.NUMBER,
    )


def conflicting(members: Members, columns: Sequence[str]) -> PopulationTest:
    """Return the test that sources which know the same key say the same in some columns.

    Where one of them is silent there is nothing to contradict.
    """
    differs = {name: _differs(name) for name in columns}
    told: list[exp.Expr] = [
        choice((each, text(f" {name}")), otherwise=text("")) for name, each in differs.items()
    ]
    counted: list[exp.Expr] = [flag(each) for each in differs.values()]
    rows = (
        _keys(members)
        .select(
            named(flag(_differs(SOURCE)), "shared"),
            named(reduce(plus, counted), "differences"),
            named(reduce(joined, told), "differs_in"),
        )
        .group_by(column(members.key))
    )
    return PopulationTest(
        "agreement",
        rows,
        applies=equal(column("shared"), number(1)),
        violated=less(number(0), column("differences")),
        undecidable=negated(equal(number(1), number(1))),
        measured=column("differences"),
        facts={"differs_in": column("differs_in")},
        measures=Measures.NUMBER,
    )


def _keys(members: Members) -> exp.Select:
    texts = (
        named(
            first_text(column(name)) if name in members.columns else nothing(exp.DType.TEXT), name
        )
        for name in ("site", "team")
    )
    return exp.select(
        named(column(members.key), "key"), named(least(column("source_row")), "source_row"), *texts
    ).from_(table(members.relation))


def _differs(name: str) -> exp.Expr:
    """Return that a group has two values; of what is missing everywhere there is none."""
    return less(least(column(name)), most(column(name)))
