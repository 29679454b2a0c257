"""What came of the decisions of management reviews: what they are linked to, and is finished."""

from collections.abc import Iterator

from sqlglot import exp

from assay.checks.operation import Operation
from assay.claims.expressions import every, given, one_of, table
from assay.domain.improvement import Improvement
from assay.domain.review_action import ActionStatus, ReviewAction
from assay.domain.review_decision import ReviewDecision
from assay.domain.treatment import Treatment, TreatmentStatus

_DONE = {ActionStatus.DONE, ActionStatus.VERIFIED}
_TREATED = {TreatmentStatus.DONE, TreatmentStatus.VERIFIED}


def results_of(operation: Operation, decision: ReviewDecision) -> tuple[str, ...]:
    """Return the keys of what a decision is linked to and what was carried out, in order."""
    return tuple(sorted(set(_results(operation, decision))))


def _results(operation: Operation, decision: ReviewDecision) -> Iterator[str]:
    leads_to = set(decision.leads_to)
    for each in operation[Improvement].values():
        linked = each.key in leads_to or decision.key in each.prompted_by
        if linked and each.status in _DONE and each.action:
            yield each.key
    for treatment in operation[Treatment].values():
        if treatment.key in leads_to and treatment.status in _TREATED:
            yield treatment.key
    for action in operation[ReviewAction].values():
        linked = action.key in leads_to or action.decision == decision.key
        if linked and action.status in _DONE and action.evidence:
            yield action.key
    yield from _changes(operation, leads_to)


def _changes(operation: Operation, keys: set[str]) -> Iterator[str]:
    """Yield the changes among some keys that were made, as their records tell."""
    members = operation.members("change")
    if members is None or not keys or "implemented_at" not in members.columns:
        return
    key = members.value(members.key)
    made = every(one_of(key, sorted(keys)), given(members.value("implemented_at")))
    query = exp.select(key).from_(table(members.relation)).where(made)
    yield from (str(found) for (found,) in operation.populations.rows(query))
