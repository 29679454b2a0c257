"""How one nonconformity was handled: each step dated, in order, and the missing one named.

A step is missing once a later one is recorded; before that, it has only not
come yet.  A report that nobody opened a corrective action for ends with its
disposition: its cause, action, evidence and effect are not applicable.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from assay.assessment.case_facts import Record
from assay.assessment.finding_cases import LookUp
from assay.assessment.tracing import instant_in_words
from assay.domain.nonconformity_life import LifeState, LifeStep, NonconformityLife
from assay.domain.trace import Presence

# Which steps have to lie at or after which others.
_FOLLOWS: Final = (
    (LifeStep.CONTAINMENT, LifeStep.REPORT),
    (LifeStep.DISPOSITION, LifeStep.CONTAINMENT),
    (LifeStep.DISPOSITION, LifeStep.REPORT),
    (LifeStep.CAUSE, LifeStep.REPORT),
    (LifeStep.ACTION, LifeStep.CAUSE),
    (LifeStep.EFFECTIVENESS, LifeStep.ACTION),
    (LifeStep.CLOSURE, LifeStep.DISPOSITION),
    (LifeStep.CLOSURE, LifeStep.EFFECTIVENESS),
)
_OF_ACTION: Final = (LifeStep.CAUSE, LifeStep.ACTION, LifeStep.EVIDENCE, LifeStep.EFFECTIVENESS)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is recorded of one step."""

    at: int | None
    text: str
    there: bool


def follow_life(look_up: LookUp, key: str) -> NonconformityLife | None:
    """Return the life of one nonconformity report, or nothing where there is no such report."""
    reports = look_up("ncr", "ncr_id", [key])
    if not reports:
        return None
    report = reports[0]
    actions: Sequence[Record] = look_up("capa", "ncr", [key])
    named = report.get("capa")
    if not actions and named is not None:
        actions = look_up("capa", "capa_id", [named])
    lost = f"{named}, which is not recorded" if named is not None and not actions else ""
    return live(key, report, actions[0] if actions else None, lost=lost)


def live(key: str, report: Record, action: Record | None, *, lost: str = "") -> NonconformityLife:
    """Return the life that a report and its corrective action tell of."""
    told = _told(report, action or {})
    steps = tuple(_state(step, told, has_action=action is not None, lost=lost) for step in LifeStep)
    backwards = tuple(
        f"{later} on {instant_in_words(_at(told, later))}, "
        f"{earlier} on {instant_in_words(_at(told, earlier))}"
        for later, earlier in _FOLLOWS
        if told[later].at is not None
        and told[earlier].at is not None
        and _at(told, later) < _at(told, earlier)
    )
    return NonconformityLife(key, steps, backwards)


def _at(told: dict[LifeStep, _Told], step: LifeStep) -> int:
    return told[step].at or 0


def _told(report: Record, action: Record) -> dict[LifeStep, _Told]:
    def dated(record: Record, at: str, text: str = "") -> _Told:
        said = str(record.get(text) or "")
        there = record.get(at) is not None or bool(said)
        return _Told(record.get(at), said, there)

    ends = [report.get("closed_at"), *([action.get("closed_at")] if action else [])]
    closed = None if None in ends else max(each for each in ends if each is not None)
    checked = action.get("checked_at")
    effect = {None: "", 0: "it did not work", 1: "it worked"}[_flag(action.get("effective"))]
    evidence = str(action.get("evidence") or "")
    return {
        LifeStep.REPORT: dated(report, "raised_at", "about"),
        LifeStep.CONTAINMENT: dated(report, "contained_at"),
        LifeStep.DISPOSITION: dated(report, "disposed_at", "disposition"),
        LifeStep.CAUSE: dated(action, "cause_at", "cause"),
        LifeStep.ACTION: dated(action, "acted_at", "action"),
        LifeStep.EVIDENCE: _Told(checked if evidence else None, evidence, bool(evidence)),
        LifeStep.EFFECTIVENESS: _Told(checked, effect, bool(effect)),
        LifeStep.CLOSURE: _Told(closed, "", closed is not None),
    }


def _flag(value: Any) -> int | None:  # noqa: ANN401 - a cell of a record
    return None if value is None else int(bool(value))


def _state(
    step: LifeStep, told: dict[LifeStep, _Told], *, has_action: bool, lost: str
) -> LifeState:
    found = told[step]
    if found.there:
        return LifeState(step, Presence.PRESENT, found.at, found.text)
    if step in _OF_ACTION and lost:
        return LifeState(step, Presence.MISSING, None, f"the report names {lost}")
    if step in _OF_ACTION and not has_action:
        why = "no corrective action was opened"
        return LifeState(step, Presence.NOT_APPLICABLE, None, why)
    later = next(_later(step, told), None)
    if later is not None:
        return LifeState(step, Presence.MISSING, None, f"not recorded, and {later} is")
    return LifeState(step, Presence.NOT_APPLICABLE, None, "has not come so far")


def _later(step: LifeStep, told: dict[LifeStep, _Told]) -> Iterator[LifeStep]:
    order = list(LifeStep)
    for other in order[order.index(step) + 1 :]:
        if told[other].there:
            yield other
