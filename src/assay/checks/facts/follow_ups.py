"""Who misses a training and is not followed up: no reminder with an owner and a new date."""

from dataclasses import replace
from typing import Final

from sqlglot import exp

from assay.checks.asking import Answer
from assay.checks.operation import Operation
from assay.claims.conditions import parse_conditions
from assay.claims.expressions import at_most, every, given, number
from assay.claims.kinds.without_answer import without_answer
from assay.claims.members import Members, UntestableError

_TOLD_BY: Final = ("owner", "due_on")


def unfollowed_answer(operation: Operation, answer: Answer) -> Answer:
    """Return the test that asks, of whoever deviates, whether somebody chases them."""
    reminders = operation.members("training_follow_up")
    if answer.test is None or reminders is None:
        return replace(answer, test=None, untestable="there are no records of reminders")
    try:
        where = _counts(operation, answer, reminders)
        test = without_answer(answer.test, reminders, "person", where)
    except UntestableError as error:
        return replace(answer, test=None, untestable=str(error))
    return replace(answer, test=test)


def _counts(operation: Operation, answer: Answer, reminders: Members) -> exp.Expr:
    """Return what makes a reminder one: about this course, sent by now, with owner and day."""
    claim = answer.promise.claim if answer.promise else None
    about = [each for each in (claim.where if claim else ()) if _names(each) in reminders.columns]
    course = parse_conditions(about, reminders)
    sent = at_most(reminders.value("sent_at"), number(operation.as_of_end))
    told = [given(reminders.value(name)) for name in _TOLD_BY]
    return every(sent, *told, *([course] if course is not None else []))


def _names(condition: str) -> str:
    return "_".join(condition.split("=", maxsplit=1)[0].lower().split())
