"""The small queries by which one case is followed: rows of one family that hold some values."""

from collections.abc import Iterable, Sequence

from sqlglot import exp

from assay.claims.expressions import (
    at_most,
    column,
    first_text,
    given,
    named,
    one_of,
    ordered,
    table,
    text,
)
from assay.claims.members import DAY_SUFFIX, Members
from assay.domain.record_family import ColumnType


def row_columns(members: Members) -> Sequence[str]:
    """Return the columns that a record is fetched with, its place in the source first."""
    names = ["source_row"] if members.numbered else []
    for name, kind in members.columns.items():
        names.append(name)
        if kind is ColumnType.INSTANT:
            names.append(name + DAY_SUFFIX)
    return names


def compile_look_up(members: Members, name: str, values: Iterable[str]) -> exp.Select:
    """Return the query for the records that hold one of some values in a column."""
    query = exp.select(*(column(each) for each in row_columns(members)))
    query = query.from_(table(members.relation)).where(one_of(members.value(name), values))
    return query.order_by(ordered(column(members.key), as_bytes=True))


def compile_neighbours(members: Members, name: str, key: str) -> Sequence[exp.Select]:
    """Return the queries for the value just before a key and for the one just after."""
    value = members.value(name)
    after = (
        exp.select(named(first_text(value), "near"))
        .from_(table(members.relation))
        .where(at_most(text(key), value))
    )
    before = (
        exp.select(named(value, "near"))
        .from_(table(members.relation))
        .where(given(value))
        .where(at_most(value, text(key)))
        .order_by(exp.Ordered(this=value.copy(), desc=True, nulls_first=False))
        .limit(1)
    )
    return after, before


def compile_orphans(
    family: Members, name: str, parents: Members, parent: str, *, limit: int
) -> exp.Select:
    """Return the query for records whose link leads to no record, in the order of their keys."""
    link = family.value(name)
    known = (
        exp.select(named(parents.value(parent), "key"))
        .from_(table(parents.relation))
        .where(given(parents.value(parent)))
        .group_by(parents.value(parent))
    )
    members = exp.select(named(column(family.key), "key"), named(link, "link"))
    members = members.from_(table(family.relation)).where(given(link))
    return (
        exp.select(column("key", "m"), column("link", "m"))
        .from_(members.subquery(exp.to_identifier("m", quoted=True)))
        .join(
            known.subquery(exp.to_identifier("p", quoted=True)),
            on=exp.EQ(this=column("link", "m"), expression=column("key", "p")),
            join_type="left",
        )
        .where(exp.Is(this=column("key", "p"), expression=exp.Null()))
        .order_by(ordered(column("key", "m"), as_bytes=True))
        .limit(limit)
    )
