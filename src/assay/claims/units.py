"""What a promise is kept for each of: systems, people, suppliers, sources of logs.

They come from a register, with the day from which and until which each was
there.  Where no register knows them, they are those that some record names:
then whatever was never recorded is not among them, and that has to be said.
"""

from dataclasses import dataclass

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    column,
    first_text,
    given,
    less,
    named,
    nothing,
    number,
    table,
)
from assay.claims.members import Members


@dataclass(frozen=True, slots=True)
class Units:
    """A relation with ``key``, ``site``, ``team``, and as days ``since`` and ``until``."""

    relation: str


def select_units(units: Units | None, records: Members, per: str) -> exp.Select:
    """Return the query for all units, in the columns of a register of them."""
    names = ("key", "site", "team", "since", "until")
    if units is not None:
        return exp.select(*(column(name) for name in names)).from_(table(units.relation))
    each = records.value(per)
    texts = (
        named(
            first_text(column(name)) if name in records.columns else nothing(exp.DType.TEXT), name
        )
        for name in ("site", "team")
    )
    ends = (named(nothing(exp.DType.BIGINT), name) for name in ("since", "until"))
    return (
        exp.select(named(each, "key"), *texts, *ends)
        .from_(table(records.relation))
        .where(given(each))
        .group_by(each.copy())
    )


def later(value: exp.Expr, than: int) -> exp.Case:
    """Return a day, or another one where that is later or the day is unknown."""
    return choice((less(number(than), value), value), otherwise=number(than))


def earlier(value: exp.Expr, than: int) -> exp.Case:
    """Return a day, or another one where that is earlier or the day is unknown."""
    return choice((less(value, number(than)), value), otherwise=number(than))
