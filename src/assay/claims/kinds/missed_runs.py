"""A target is not missed time after time with nothing done about it.

Each measure at each site is one member.  What counts is the longest run of its
values, in the order of their days, that all missed the target and name no
action; a value that reached it or names one ends the run.  A value without its
target, or of a measure whose better side nobody tells, is undecidable.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlglot import exp

from assay.claims.expressions import (
    at_most,
    choice,
    column,
    count,
    count_of,
    equal,
    every,
    flag,
    given,
    least,
    less,
    minus,
    missing,
    most,
    named,
    negated,
    nothing,
    number,
    one_of,
    ordered,
    some,
    subquery,
    text,
)
from assay.claims.members import Members
from assay.claims.population_test import Measures, PopulationTest

_UNIT = ("measure", "at_site")
_NEVER = negated(equal(number(1), number(1)))


@dataclass(frozen=True)
class Targets:
    """Which measures are better when high and which when low, and targets that records lack."""

    at_least: Iterable[str]
    at_most: Iterable[str]
    target: Mapping[str, Decimal] = field(default_factory=dict)


def missed_runs(members: Members, targets: Targets, periods: int) -> PopulationTest:
    """Return the test that no run of misses without an action is as long as some periods."""
    site = column("at_site", "units")
    units = ("team", "source_row", "told", "unsure")
    rows = (
        exp.select(
            named(column("measure", "units"), "key"),
            named(choice((negated(equal(site, text(""))), site)), "site"),
            *(named(column(name, "units"), name) for name in units),
            *(named(column(name, "runs"), name) for name in ("longest", "since")),
        )
        .from_(subquery(_units(members, targets), "units"))
        .join(
            subquery(_longest(members, targets, periods), "runs"),
            on=every(*(equal(column(name, "runs"), column(name, "units")) for name in _UNIT)),
            join_type="left",
        )
    )
    too_long = equal(flag(at_most(number(periods), column("longest"))), number(1))
    return PopulationTest(
        "threshold",
        rows,
        applies=less(number(0), column("told")),
        violated=too_long,
        undecidable=every(negated(too_long), less(number(0), column("unsure"))),
        measured=choice((given(column("longest")), column("longest")), otherwise=number(0)),
        facts={"since": column("since"), "values": column("told")},
        measures=Measures.NUMBER,
    )


def _values(members: Members, targets: Targets) -> exp.Select:
    """Return the query for every value, whether it missed its target with nothing done about it."""
    value, measure = members.value("value"), members.value("measure")
    own = members.value("target") if "target" in members.columns else None
    known = [(equal(measure, text(name)), number(goal)) for name, goal in targets.target.items()]
    branches = ([(given(own), own)] if own is not None else []) + known
    target = choice(*branches) if branches else nothing(exp.DType.BIGINT)
    high, low = _named(measure, targets.at_least), _named(measure, targets.at_most)
    missed = some(every(high, less(value, target)), every(low, less(target, value)))
    acted = given(members.value("action")) if "action" in members.columns else _NEVER
    site = column("site") if "site" in members.columns else text("")
    there = choice((given(site), site), otherwise=text(""))
    rows = members.rows(value, measure, members.value("measured_on"), own, acted, site)
    return (
        exp.select(
            named(measure, "measure"),
            named(there, "at_site"),
            *(column(name) for name in ("team", "source_row")),
            named(column("measured_on"), "day"),
            named(flag(every(missed, negated(acted))), "idle"),
            named(flag(some(missing(value), missing(target), negated(some(high, low)))), "unsure"),
        )
        .from_(subquery(rows, "records"))
        .where(given(measure), given(column("measured_on")))
    )


def _named(measure: exp.Expr, names: Iterable[str]) -> exp.Expr:
    return one_of(measure, known) if (known := tuple(names)) else _NEVER


def _units(members: Members, targets: Targets) -> exp.Select:
    return (
        exp.select(
            *(column(name) for name in _UNIT),
            named(least(column("team")), "team"),
            named(number(0), "source_row"),
            named(count(), "told"),
            named(count_of(equal(column("unsure"), number(1))), "unsure"),
        )
        .from_(subquery(_values(members, targets), "told"))
        .group_by(*(column(name) for name in _UNIT))
    )


def _longest(members: Members, targets: Targets, periods: int) -> exp.Select:
    """Return the query for the longest run of each unit, and since when one was too long."""
    numbered = exp.select(
        *(column(name) for name in (*_UNIT, "day", "source_row", "idle")),
        named(minus(_place(*_UNIT), _place(*_UNIT, "idle")), "run"),
    ).from_(subquery(_values(members, targets), "told"))
    runs = (
        exp.select(
            *(column(name) for name in _UNIT),
            named(count(), "length"),
            named(least(column("day")), "began"),
        )
        .from_(subquery(numbered, "numbered"))
        .where(equal(column("idle"), number(1)))
        .group_by(*(column(name) for name in (*_UNIT, "run")))
    )
    long = at_most(number(periods), column("length"))
    return (
        exp.select(
            *(column(name) for name in _UNIT),
            named(most(column("length")), "longest"),
            named(least(choice((long, column("began")))), "since"),
        )
        .from_(subquery(runs, "runs"))
        .group_by(*(column(name) for name in _UNIT))
    )


def _place(*partition: str) -> exp.Window:
    return exp.Window(
        this=exp.RowNumber(),
        partition_by=[column(name) for name in partition],
        # Two values of one day stand in the order of their rows, in both numberings alike.
        order=exp.Order(expressions=[ordered(column("day")), ordered(column("source_row"))]),
    )
