"""A promise as three questions to each member of a population, compiled to SQL.

Does it apply, is it violated, can it not be decided?  The members are selected
positively, from a register or a frozen population, before anything is asked: a
system that nobody ever reviewed has no record of a review, and would vanish
from a population made of reviews.

A predicate has to be true or false for every member it is asked of; what a
missing value means is said by name.  Only the scope of a claim may be unknown,
as when its severity is missing: then nobody can say whether the claim applies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    column,
    count,
    count_of,
    digest,
    equal,
    every,
    flag,
    given,
    joined,
    named,
    negated,
    nothing,
    number,
    one_of,
    ordered,
    over,
    some,
    subquery,
    text,
)
from assay.claims.tally import Side

# What every query for members brings, beside what its predicates ask for.
MEMBER: Final = ("key", "source_row", "site", "team")
_BIGINT: Final = exp.DType.BIGINT


class Measures(StrEnum):
    """What the measured value of a test is."""

    TIME = "time"
    """In microseconds."""
    WORKING_DAYS = "working days"
    NUMBER = "number"


@dataclass(frozen=True)
class PopulationTest:
    """One promise over one population.

    ``rows`` selects the members, one row each, with the columns of ``MEMBER``
    and whatever the predicates mention.  ``measured`` is what is held against
    the limit, and ``timed`` says for which members it is of use in a median.
    ``facts`` are further values that a deviation is told with.  Where ``sites``
    are named, only their members are asked.
    """

    kind: str
    rows: exp.Select
    applies: exp.Expr
    violated: exp.Expr
    undecidable: exp.Expr
    measured: exp.Expr = field(default_factory=lambda: nothing(_BIGINT))
    timed: exp.Expr | None = None
    facts: Mapping[str, exp.Expr] = field(default_factory=dict)
    scope: exp.Expr | None = None
    excepted: tuple[exp.Expr, ...] = ()
    measures: Measures = Measures.TIME
    sites: tuple[str, ...] = ()

    @property
    def reads(self) -> frozenset[str]:
        """Return the relations that the test reads."""
        within = {cte.alias for cte in self.rows.find_all(exp.CTE)}
        return frozenset(each.name for each in self.rows.find_all(exp.Table)) - within

    @property
    def mentions(self) -> frozenset[str]:
        """Return the columns of whatever relation that the test mentions."""
        return frozenset(each.name for each in self.rows.find_all(exp.Column))


def _side(test: PopulationTest) -> exp.Case:
    unknown = test.undecidable
    branches = []
    if test.scope is not None:
        branches.append((negated(test.scope), Side.NOT_APPLICABLE))
        unknown = some(unknown, equal(flag(test.scope), number(0)))
    branches.append((negated(equal(flag(test.applies), number(1))), Side.NOT_APPLICABLE))
    branches += [(excepted, Side.EXCEPTED) for excepted in test.excepted]
    branches.append((unknown, Side.UNDECIDABLE))
    branches.append((test.violated, Side.DEVIATING))
    return choice(
        *((condition, number(int(side))) for condition, side in branches),
        otherwise=number(int(Side.CONFORMING)),
    )


def judge(test: PopulationTest, *, with_facts: bool = True) -> exp.Select:
    """Return the query for every member with the side it fell to."""
    facts = test.facts if with_facts else {}
    judged = exp.select(
        *(column(name) for name in MEMBER),
        named(test.measured, "measured"),
        named(flag(test.timed or given(test.measured)), "timed"),
        *(named(value, name) for name, value in facts.items()),
        named(_side(test), "side"),
    ).from_(subquery(test.rows.copy(), "members"))
    return judged.where(one_of(column("site"), test.sites)) if test.sites else judged


def _judged(test: PopulationTest, of: exp.Table | None, *, with_facts: bool = False) -> exp.Expr:
    """Return the judged members: a relation that holds them already, or the query for them."""
    return of.copy() if of is not None else subquery(judge(test, with_facts=with_facts), "judged")


def compile_tally(
    test: PopulationTest, by: Sequence[str] = (), of: exp.Table | None = None
) -> exp.Select:
    """Return the query for the tally, of the whole or by site, team or both.

    ``of`` names a relation that holds the judged members, where there is one.
    """
    groups = [column(name) for name in by]
    sides = (count_of(equal(column("side"), number(int(side)))) for side in Side)
    query = exp.select(
        *groups,
        named(count(), "population"),
        *(named(each, side.name.lower()) for each, side in zip(sides, Side, strict=True)),
    ).from_(_judged(test, of))
    return query.group_by(*groups) if groups else query


def compile_members(
    test: PopulationTest,
    side: Side,
    *,
    limit: int,
    offset: int = 0,
    of: exp.Table | None = None,
) -> exp.Select:
    """Return the query for a page of the members on one side, in the order of their keys."""
    return (
        exp.select(*(column(name) for name in (*MEMBER, "measured", *test.facts)))
        .from_(_judged(test, of, with_facts=True))
        .where(equal(column("side"), number(int(side))))
        .order_by(ordered(column("key"), as_bytes=True), ordered(column("source_row")))
        .limit(limit)
        .offset(offset)
    )


def _measured(test: PopulationTest, of: exp.Table | None) -> exp.Select:
    tested = one_of_sides(Side.DEVIATING, Side.CONFORMING)
    return (
        exp.select(column("measured"))
        .from_(_judged(test, of))
        .where(every(tested, equal(column("timed"), number(1)), given(column("measured"))))
    )


def one_of_sides(*sides: Side) -> exp.Expr:
    """Return that a judged member fell to one of some sides."""
    return some(*(equal(column("side"), number(int(side))) for side in sides))


def compile_measured_count(test: PopulationTest, of: exp.Table | None = None) -> exp.Select:
    """Return the query for how many tested members have a measured value."""
    return exp.select(named(count(), "measured")).from_(subquery(_measured(test, of), "values"))


def compile_measured_at(
    test: PopulationTest, ranks: Sequence[int], of: exp.Table | None = None
) -> exp.Select:
    """Return the query for the measured values at some ranks, the lowest being 1."""
    rank = over(exp.RowNumber(), None, [ordered(column("measured"))])
    ranked = exp.select(column("measured"), named(rank, "place")).from_(
        subquery(_measured(test, of), "values")
    )
    return (
        exp.select(column("place"), column("measured"))
        .from_(subquery(ranked, "ranked"))
        .where(some(*(equal(column("place"), number(rank)) for rank in sorted(set(ranks)))))
        .order_by(ordered(column("place")))
    )


def compile_sides(test: PopulationTest, keys: Sequence[str]) -> exp.Select:
    """Return the query for the side to which each of some members fell."""
    return (
        exp.select(column("key"), column("side"))
        .from_(subquery(judge(test, with_facts=False), "judged"))
        .where(one_of(column("key"), keys))
        .order_by(ordered(column("key"), as_bytes=True), ordered(column("source_row")))
    )


def compile_drawn(test: PopulationTest, seed: str, size: int) -> exp.Select:
    """Return the query for a draw among the members that a test concerns, by hash of the key."""
    concerned = one_of_sides(Side.DEVIATING, Side.CONFORMING, Side.UNDECIDABLE)
    hashed = digest(joined(text(f"{seed}|"), column("key")))
    sides = (
        exp.select(column("key"), column("side"), named(hashed, "digest"))
        .from_(subquery(judge(test, with_facts=False), "judged"))
        .where(concerned)
    )
    return (
        exp.select(column("key"), column("side"))
        .from_(subquery(sides, "sides"))
        .order_by(ordered(column("digest"), as_bytes=True), ordered(column("key"), as_bytes=True))
        .limit(size)
    )
