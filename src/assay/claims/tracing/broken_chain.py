"""The whole population traced at once: how far each case came, and where its chain first breaks.

Only the first broken hop of a case is told.  Where one record is missing, all
that was found through it looks missing as well.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from assay.claims.expressions import (
    DAY,
    at_most,
    choice,
    column,
    count,
    equal,
    every,
    flag,
    given,
    less,
    missing,
    named,
    negated,
    nothing,
    number,
    some,
    subquery,
)
from assay.claims.population_test import Measures, PopulationTest
from assay.claims.tracing.case_facts import select_facts
from assay.claims.tracing.chain import Chain
from assay.domain.trace import BreakKind, TraceStep
from assay.domain.trace_hop import HOPS, IDLE_DAYS, REACHED, THERE, Hop, HopCondition

KIND: Final = "trace"


@dataclass(frozen=True, slots=True)
class StandStill:
    """As of which instant a job is asked about, and after how many days it is under way no more."""

    as_of: int
    days: int = IDLE_DAYS

    @property
    def since(self) -> int:
        """Return the instant before which the last record of a job in hand may not lie."""
        return self.as_of - self.days * DAY


def chain_broken(
    chain: Chain, still: StandStill, *, only: Container[str] | None = None
) -> PopulationTest:
    """Return the test that no case's chain is broken, or not at some hops only.

    A job in hand that is whole so far says nothing yet: it is not applicable.
    What is measured is the number of the first broken hop, from 1 in the order
    of ``HOPS``.
    """
    rows = exp.select(
        column("key"),
        named(nothing(exp.DType.BIGINT), "source_row"),
        *(column(name) for name in ("site", "team", "family", "order", "reached", "broken")),
        *(column(f"step_{int(step)}") for step in TraceStep),
    ).from_(subquery(_judged(chain, still, only), "judged"))
    broken = less(number(0), column("broken"))
    return PopulationTest(
        KIND,
        rows,
        applies=some(broken, at_most(number(int(TraceStep.DELIVERING)), column("reached"))),
        violated=broken,
        undecidable=equal(*(number(each) for each in (0, 1))),
        measured=column("broken"),
        measures=Measures.NUMBER,
        facts={
            name: column(name)
            for name in ("order", "reached", *(f"step_{int(step)}" for step in TraceStep))
        },
    )


def compile_breaks(chain: Chain, still: StandStill) -> exp.Select:
    """Return the query for how many cases of a site and product family came how far."""
    groups = [column(name) for name in ("site", "family", "reached", "broken")]
    return (
        exp.select(*groups, named(count(), "cases"))
        .from_(subquery(_judged(chain, still), "judged"))
        .group_by(*(each.copy() for each in groups))
    )


def _judged(chain: Chain, still: StandStill, only: Container[str] | None = None) -> exp.Select:
    asked = [hop for hop in HOPS if hop.can_be_asked(chain.families | {"work_order"})]
    numbers = {hop.name: place for place, hop in enumerate(HOPS, start=1)}
    counted = [hop for hop in asked if only is None or hop.name in only]
    broken = choice(
        *((_holds(hop), number(numbers[hop.name])) for hop in counted), otherwise=number(0)
    )
    return exp.select(
        *(column(name) for name in ("key", "site", "team", "family", "order", "reached")),
        named(broken, "broken"),
        *(named(_presence(step, asked), f"step_{int(step)}") for step in TraceStep),
    ).from_(subquery(_so_far(chain, still), "cases"))


def _so_far(chain: Chain, still: StandStill) -> exp.Select:
    reached = choice(
        *((some(*map(_compiled, ways)), number(int(step))) for step, ways in REACHED),
        otherwise=number(int(TraceStep.REQUIREMENT)),
    )
    facts = select_facts(chain)
    return exp.select(
        *(column(each.alias_or_name) for each in facts.selects),
        named(reached, "reached"),
        named(flag(less(column("last"), number(still.since))), "idle"),
    ).from_(subquery(facts, "facts"))


def _presence(step: TraceStep, asked: Iterable[Hop]) -> exp.Case:
    lacking = [_holds(hop) for hop in asked if hop.step is step and hop.kind is BreakKind.MISSING]
    there = some(*map(_compiled, THERE[step]))
    branches = [(each, number(2)) for each in lacking]
    return choice(*branches, (there, number(1)), otherwise=number(0))


def _holds(hop: Hop) -> exp.Expr:
    return every(*(some(*map(_compiled, ways)) for ways in hop.conditions))


def _compiled(condition: HopCondition) -> exp.Expr:
    one = column(condition.fact)
    if condition.sign in {"given", "missing"}:
        return missing(one) if condition.sign == "missing" else given(one)
    name = condition.other
    other = number(int(name)) if name.isdigit() else column(name)
    match condition.sign:
        case "<":
            return less(one, other)
        case "<=":
            return at_most(one, other)
        case ">":
            return less(other, one)
        case "=":
            return equal(one, other)
        case _:
            return negated(equal(one, other))
