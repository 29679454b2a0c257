"""The queries by which a sample is drawn where the records are.

Records stand in the order of SHA-256 over the seed and their key, which every
database and every programming language gives alike.  Two questions suffice:
how many records each stratum holds, and which of some pools come first.

What a newcomer would get wrong: sorting ten million hashes to take the first
five costs ten times what is needed.  How many records a pool holds is known, so
the first of them lie below a hash that can be told beforehand; whoever asks
has to look whether enough came back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlglot import exp

from assay.claims.conditions import midnight
from assay.claims.expressions import (
    DAY,
    before,
    choice,
    column,
    count,
    digest,
    equal,
    every,
    given,
    joined,
    less,
    missing,
    named,
    negated,
    number,
    subquery,
    table,
    text,
)
from assay.claims.members import Members, UntestableError
from assay.claims.pool import OUTSIDE, UNDATED, Pool
from assay.domain.record_family import FAMILIES, ColumnType

_TIMES: Final = {ColumnType.INSTANT, ColumnType.DATE}
_NO_HASH: Final = ""
ANY_HASH: Final = "g"
"""Comes after every hash in hex digits."""


@dataclass(frozen=True)
class Drawing:
    """What is drawn from: the members by the day of a moment, cut into slices of days.

    ``begins`` holds the first day of each slice, and ``last_on`` the last day of
    the last one.  A record that ``where`` leaves open is not drawn from.
    """

    members: Members
    at: str
    begins: tuple[date, ...]
    last_on: date
    seed: str
    where: exp.Expr | None = None


def day_column(family: str, members: Members) -> str:
    """Return the first column of a family that tells when, of those that its export has."""
    for name, kind in _columns_of(family, members):
        if kind in _TIMES and name in members.columns:
            return name
    raise UntestableError(f"{members.relation} has no column that tells when; nothing is drawn")


def _columns_of(family: str, members: Members) -> Iterator[tuple[str, ColumnType]]:
    if family in FAMILIES:
        yield from ((each.name, each.type) for each in FAMILIES[family].columns)
    yield from members.columns.items()


def compile_strata(drawing: Drawing) -> exp.Select:
    """Return the query for how many records each slice, site and team has.

    Records outside the window are of the slice -1, and those without a day of -2.
    """
    strata = [column(name) for name in ("place", "site", "team")]
    return (
        exp.select(*strata, named(count(), "records"))
        .from_(subquery(_placed(drawing), "placed"))
        .group_by(*(each.copy() for each in strata))
    )


def compile_lowest(drawing: Drawing, below: Mapping[Pool, str]) -> exp.Select:
    """Return the query for the records of some pools whose hash comes before a text."""
    bound = choice(
        *((_in_pool(pool), text(hash_)) for pool, hash_ in below.items()), otherwise=text(_NO_HASH)
    )
    names = ("key", "source_row", "day", "site", "team", "place")
    hashed = digest(joined(text(f"{drawing.seed}|"), column("key")))
    bounded = exp.select(
        *(column(name) for name in names), named(bound, "bound"), named(hashed, "digest")
    ).from_(subquery(_placed(drawing), "placed"))
    asked = negated(equal(column("bound"), text(_NO_HASH)))
    return (
        exp.select(*(column(name) for name in names))
        .from_(subquery(bounded, "bounded"))
        .where(every(asked, before(column("digest"), column("bound"))))
    )


def _in_pool(pool: Pool) -> exp.Expr:
    conditions = [equal(column("place"), number(pool.place))]
    if pool.site is not None:
        conditions.append(equal(column("site"), text(pool.site)))
    if pool.team is not None:
        conditions.append(equal(column("team"), text(pool.team)))
    return every(*conditions)


def _placed(drawing: Drawing) -> exp.Select:
    """Return every record that has a key, with its slice, and a text for its site and team."""
    members = drawing.members
    moment = members.moment(drawing.at)
    day = moment.day if moment.day is not None else moment.first
    query = exp.select(
        named(exp.Cast(this=column(members.key), to=exp.DataType(this=exp.DType.TEXT)), "key"),
        named(column("source_row") if members.numbered else number(0), "source_row"),
        named(day, "day"),
        named(_text_or_none(members, "site"), "site"),
        named(_text_or_none(members, "team"), "team"),
        named(_place(day, drawing), "place"),
    ).from_(table(members.relation))
    query = query.where(given(column(members.key)))
    return query if drawing.where is None else query.where(drawing.where.copy())


def _text_or_none(members: Members, name: str) -> exp.Expr:
    if name not in members.columns:
        return text("")
    return choice((given(column(name)), column(name)), otherwise=text(""))


def _place(day: exp.Expr, drawing: Drawing) -> exp.Case:
    """Return the slice of a day: the boundaries of the window belong to it."""
    ends = number(midnight(drawing.last_on) + DAY)
    first, *others = (number(midnight(each)) for each in drawing.begins)
    return choice(
        (missing(day), number(UNDATED)),
        (less(day, first), number(OUTSIDE)),
        *((less(day, begins), number(place)) for place, begins in enumerate(others)),
        (less(day, ends), number(len(others))),
        otherwise=number(OUTSIDE),
    )
