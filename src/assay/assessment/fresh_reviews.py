"""A review of access that Stage 1 called weak is done afresh, and the fresh one is judged.

For each finding of Stage 1 on a control that reviews of access are evidence for
there is one task.  It is done by a review that was completed after the finding,
of each system that the finding names, and only while the rule on reviews has
nothing against it.  Nobody can tick it off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sqlglot import exp

from assay.checks.operation import Operation
from assay.checks.registry import find_population_check
from assay.claims.conditions import midnight
from assay.claims.expressions import column, less, named, number, ordered, table
from assay.claims.members import DAY_SUFFIX, Members
from assay.domain.deviation import Verdict
from assay.domain.finding import Finding, RaisedIn
from assay.domain.soa_row import SoaRow
from assay.domain.system import System

FAMILY: Final = "access_review"
RULE: Final = "access-review-late"
_MOST: Final = 500


class TaskState(StrEnum):
    """How far a task is, told by records alone."""

    OPEN = "open"
    UNKNOWN = "unknown"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FreshReview:
    """One task: the finding it answers, who has it, and what the records say."""

    finding: str
    owner: str
    due_on: date | None
    state: TaskState
    because: str
    reviews: tuple[str, ...] = ()


def fresh_reviews(operation: Operation) -> tuple[FreshReview, ...]:
    """Return a task for each finding of Stage 1 on the review of access."""
    return tuple(_task(operation, each) for each in _findings(operation))


def _findings(operation: Operation) -> Iterator[Finding]:
    reviewed = {row.key for row in operation[SoaRow].values() if FAMILY in row.families} | {
        control.number
        for standard in operation.standards
        for control in standard.controls
        if FAMILY in control.families
    }
    for _, each in sorted(operation[Finding].items()):
        if each.raised_in is RaisedIn.STAGE_1 and each.clause in reviewed:
            yield each


def _task(operation: Operation, finding: Finding) -> FreshReview:
    state, because, reviews = _told(operation, finding)
    return FreshReview(finding.key, finding.owner, finding.due_on, state, because, reviews)


def _told(operation: Operation, finding: Finding) -> tuple[TaskState, str, tuple[str, ...]]:
    members = operation.members(FAMILY)
    if finding.raised_on is None:
        return TaskState.UNKNOWN, "nobody says when the finding was raised", ()
    if members is None:
        return TaskState.UNKNOWN, "there are no records of access reviews", ()
    found = _after(operation, members, finding.raised_on)
    systems = sorted(set(finding.about) & set(operation[System]))
    missing = [each for each in systems if each not in {system for _, system in found}]
    if not found or missing:
        whose = f" of {', '.join(missing)}" if missing else ""
        return TaskState.OPEN, f"no review{whose} was completed after {finding.raised_on}", ()
    keys = tuple(key for key, system in found if not systems or system in systems)
    looked = find_population_check(RULE).run(operation)
    if looked.verdict is Verdict.CONFORMS:
        return TaskState.DONE, f"{RULE} has nothing against it", keys
    if looked.verdict is Verdict.DEVIATES:
        return TaskState.OPEN, looked.deviations[0].says, keys
    return TaskState.UNKNOWN, looked.why_not_tested, keys


def _after(operation: Operation, members: Members, day: date) -> list[tuple[str, str]]:
    """Return the reviews that were completed after a day, with what they looked at."""
    completed = column(f"reviewed_at{DAY_SUFFIX}")
    query = (
        exp.select(named(column(members.key), "key"), column("system"))
        .from_(table(members.relation))
        .where(less(number(midnight(day)), completed))
        .order_by(ordered(column("key"), as_bytes=True))
        .limit(_MOST)
    )
    return [(str(key), str(system or "")) for key, system in operation.populations.rows(query)]
