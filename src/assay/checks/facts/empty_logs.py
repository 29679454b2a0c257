"""Whether a log is empty because nothing happened, or because nothing was written down.

What a newcomer would get wrong: there are three answers and not two.  A log
with records can be tested.  An empty one beside signals that somebody decided
is honest and cannot be tested; an exercise may stand in for it, and stays an
exercise.  An empty one beside signals that nobody decided was not kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlglot import exp

from assay.checks.asking import Answer
from assay.checks.measured_values import told_day, told_duration
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise, within_days
from assay.claims.expressions import (
    DAY,
    column,
    equal,
    given,
    less,
    minus,
    missing,
    negated,
    number,
    ordered,
    some,
    subquery,
    text,
)
from assay.claims.kinds.absence import absence
from assay.claims.kinds.reconciliation import reconciliation
from assay.claims.members import Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest

_NOTHING = negated(equal(number(1), number(1)))


@dataclass(frozen=True, slots=True)
class Log:
    """One log, when its records came about, and the records that tell of what belongs in it."""

    family: str
    at: str
    signals: str
    raised: str
    says: str
    test: Callable[[Operation, Members, Terms], PopulationTest]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise in the window: evidence of the type exercise, and never of a real incident."""

    key: str
    held_on: str
    time_to_log: str


def records_of(operation: Operation, log: Log) -> Answer:
    """Return how many records the log has in the window."""
    return ask_without_promise(
        operation,
        f"{log.family} log",
        log.family,
        log.at,
        lambda members, terms: absence(members, _NOTHING, terms=terms),
    )


def signals_of(operation: Operation, log: Log) -> Answer:
    """Return the signals of the window; those that deviate belong in the log."""
    return ask_without_promise(
        operation,
        f"signals beside the {log.family} log",
        log.signals,
        log.raised,
        lambda members, terms: log.test(operation, members, terms),
    )


def last_exercise(operation: Operation) -> Exercise | None:
    """Return the last exercise of the window, with the clock that ran in it."""
    drills = operation.members("drill")
    if drills is None:
        return None
    inside = within_days(operation, drills, "held_at")
    asked = [drills.value("held_at")]
    asked += [column(name) for name in ("detected_at", "logged_at") if name in drills.columns]
    query = (
        exp.select(column("key"), *(each.copy() for each in asked))
        .from_(subquery(inside.rows(*asked), "members"))
        .where(given(asked[0]))
        .order_by(ordered(minus(number(0), asked[0])), ordered(column("key"), as_bytes=True))
        .limit(1)
    )
    for key, held_at, *clock in operation.populations.rows(query):
        both = len(clock) == 2 and None not in clock  # noqa: PLR2004 - noticed, written down
        taken = told_duration(clock[1] - clock[0]) if both else ""
        return Exercise(str(key), told_day(held_at // DAY * DAY), taken)
    return None


def _undecided_alerts(_: Operation, members: Members, terms: Terms) -> PopulationTest:
    decision = members.value("decision")
    called_one = some(missing(decision), equal(decision, text("incident")))
    return absence(members, some(given(members.value("incident")), called_one), terms=terms)


def _reports_on_delivered(operation: Operation, members: Members, terms: Terms) -> PopulationTest:
    deliveries = operation.members("delivery")
    if deliveries is None:
        raise UntestableError("no records tell which jobs were delivered when")
    jobs = replace(deliveries, key="job")
    before = ("delivered_at", "raised_at")
    test = reconciliation(members, "job", jobs, before=before, terms=terms)
    # Asked the other way round: a report on what had been delivered came from outside.
    late = less(column("other_first"), members.moment("raised_at").first)
    return replace(
        test, applies=given(column("other_first")), violated=late, undecidable=_NOTHING, facts={}
    )


LOGS: Final[Mapping[str, Log]] = {
    log.family: log
    for log in (
        Log(
            "incident",
            "detected_at",
            "alert",
            "raised_at",
            "alerts name an incident or were never decided",
            _undecided_alerts,
        ),
        Log(
            "complaint",
            "received_at",
            "ncr",
            "raised_at",
            "reports are about parts that had been delivered",
            _reports_on_delivered,
        ),
    )
}
