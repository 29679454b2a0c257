"""Rules that a check brings itself, asked where a promise speaks and where none does.

A promise says for which records it is made, on which days, and who may depart
from it; how those records are judged is the check's own rule, because it knows
more than the promise does: an emergency path, what belongs to evidence.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from assay.checks.asking import Answer, ask, promises, threshold_of
from assay.checks.operation import Operation
from assay.claims.allowances import allowed_departures
from assay.claims.answers import Answers
from assay.claims.conditions import midnight, parse_conditions
from assay.claims.expressions import DAY, number
from assay.claims.members import NO_TERMS, Members, Terms, UntestableError, Window
from assay.claims.population_test import PopulationTest
from assay.claims.promises import Promise, Stretch
from assay.domain.claim_exception import ClaimException
from assay.domain.deviation import Threshold

Rule = Callable[[Members, Terms], PopulationTest]


def within_days(
    operation: Operation, members: Members, column: str, days: tuple[date, date] | None = None
) -> Members:
    """Return the members to whom something happened on some days, else in the window."""
    members.value(column)
    first_on, last_on = days or operation.days()
    ends = min(midnight(last_on) + DAY, operation.as_of_end + 1)
    return members.within(Window(column, midnight(first_on), ends))


def ask_by_rule(
    operation: Operation, answers: Iterable[Answers], column: str, rule: Rule
) -> tuple[Answer, ...]:
    """Return what the records say of each promise by a rule of the check's own.

    ``column`` tells when a record came about, and so by which version it is held.
    """
    return tuple(
        answer
        for promise in promises(operation, answers)
        for answer in _ask(operation, promise, column, rule)
    )


def ask_without_promise(
    operation: Operation,
    name: str,
    family: str,
    column: str,
    rule: Rule,
    *,
    threshold: Threshold | None = None,
) -> Answer:
    """Return what the records of the window say by a rule that no document promises."""

    def of_the_window(members: Members) -> PopulationTest:
        return rule(within_days(operation, members, column), NO_TERMS)

    return ask(operation, name, family, of_the_window, threshold=threshold)


def _ask(operation: Operation, promise: Promise, column: str, rule: Rule) -> Iterator[Answer]:
    claim = promise.claim
    asked = Answer(claim.key, claim.family, operation, None, promise=promise)
    if promise.untestable:
        yield replace(asked, untestable=promise.untestable)
    for stretch in promise.stretches:
        threshold = threshold_of(operation, promise, stretch)
        one = replace(asked, threshold=threshold, stretch=stretch)
        try:
            test = _test(operation, stretch, column, rule)
        except UntestableError as error:
            yield replace(one, untestable=str(error))
        else:
            yield replace(one, test=replace(test, sites=operation.sites))


def _test(operation: Operation, stretch: Stretch, column: str, rule: Rule) -> PopulationTest:
    claim = stretch.claim
    members = operation.members(claim.family)
    if members is None:
        raise UntestableError(f"there are no records of {claim.family}")
    departures = [each for each in operation[ClaimException].values() if each.claim == claim.key]
    moment = members.moment(column)
    at = moment.first if moment.day is not None else number(operation.as_of_end)
    terms = Terms(
        parse_conditions(claim.where, members),
        allowed_departures(departures, members, at).excepted,
    )
    days = (stretch.from_on, stretch.until_on)
    return rule(within_days(operation, members, column, days), terms)
