"""Two columns of a record say the same: what was sent and what arrived, revision by revision.

One pair that differs violates it.  A pair of which one side is silent is not
known to agree, and a record that is silent on every pair says nothing at all.
What has not arrived has nothing to compare: it violates once its time is up.
"""

from collections.abc import Sequence

from sqlglot import exp

from assay.claims.expressions import (
    equal,
    every,
    given,
    less,
    missing,
    negated,
    number,
    some,
)
from assay.claims.members import NO_TERMS, Members, Questions, Terms, UntestableError, ask
from assay.claims.population_test import PopulationTest


def agreement(
    members: Members,
    pairs: Sequence[tuple[str, str]],
    *,
    passed: tuple[str, str, int] | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that the columns of each pair say the same.

    ``passed`` names when a record left and when it arrived, and the instant
    before which what had left has to have arrived.
    """
    there = [pair for pair in pairs if all(name in members.columns for name in pair)]
    if not there:
        raise UntestableError(f"{members.relation} has nothing to compare")
    both = [(members.value(one), members.value(other)) for one, other in there]
    differ = some(*(_differ(one, other) for one, other in both))
    silent = [every(missing(one), missing(other)) for one, other in both]
    half = some(*(_half(one, other) for one, other in both))
    applies = equal(number(1), number(1))
    violated, unsure = differ, some(half, every(*silent))
    if passed is not None:
        sent, arrived = members.moment(passed[0]), members.moment(passed[1])
        lost = every(negated(arrived.happened), sent.happened, less(sent.first, number(passed[2])))
        applies = some(arrived.happened, lost, negated(sent.happened))
        violated = some(lost, every(arrived.happened, differ))
        unsure = some(negated(arrived.happened), unsure)
    return ask(
        members,
        "agreement",
        Questions(
            applies=applies,
            violated=violated,
            undecidable=every(negated(violated), unsure),
        ),
        facts={name: members.value(name) for pair in there for name in pair},
        terms=terms,
    )


def _differ(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    return every(given(one), given(other), negated(equal(one, other)))


def _half(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    return some(every(missing(one), given(other)), every(given(one), missing(other)))
