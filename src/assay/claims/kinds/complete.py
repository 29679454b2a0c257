"""A finished record has all that belongs to it, and its instants in their order.

Applies to every record that reached its end.  An instant that is missing is
compared with nothing; whether it may be missing is for another test.  Instants
of one day, where only days are known, are in order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    equal,
    every,
    flag,
    given,
    less,
    missing,
    negated,
    number,
    plus,
    some,
    text,
)
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask, comparable
from assay.claims.population_test import Measures, PopulationTest


def complete(
    members: Members,
    columns: Sequence[str],
    order: Sequence[str],
    *,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that nothing is missing once the last of some instants has come."""
    lacks: dict[str, exp.Expr] = {name: missing(members.value(name)) for name in columns}
    turned = [_backwards(members, *pair) for pair in pairwise(order)]
    faults: Mapping[str, exp.Expr] = {**lacks, "dates": some(*turned)} if turned else lacks
    measured: exp.Expr = number(0)
    for fault in faults.values():
        measured = plus(measured, flag(fault))
    words = dict.fromkeys(lacks, "missing") | {"dates": "out of order"}
    test = ask(
        members,
        "coverage",
        Questions(
            applies=members.moment(order[-1]).happened,
            violated=less(number(0), measured),
            undecidable=negated(equal(number(1), number(1))),
        ),
        measured=measured,
        facts={name: choice((fault, text(words[name]))) for name, fault in faults.items()},
        terms=terms,
    )
    return replace(test, measures=Measures.NUMBER)


def _backwards(members: Members, earlier: str, later: str) -> exp.Expr:
    one, other = members.moment(earlier), members.moment(later)
    (before, _), (after, _) = comparable(one, other)
    return every(given(before), given(after), less(after, before))
