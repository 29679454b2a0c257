"""A control that is new at Stage 1 has not run once in the gap.

Population
    The included controls.  Those are new that began so shortly before Stage 1
    as the profile says, or later: by the day since which they operate, else by
    their first record.

Deviation
    The control is new, and there is no record dated after Stage 1 and by the
    day of asking.

Why it matters
    The gap is there to let what is new run.  A new control without one finished
    cycle is a plan, and Stage 2 cannot test a plan.

Does not look at
    Whether the span of the records is long enough: three months stay binding
    whatever the gap, and are told as evidence-span-short.

Put right
    Run the control once, from its trigger to its record, before Stage 2.
"""

from datetime import date, timedelta

from assay.checks.facts.calendar import Window
from assay.checks.facts.evidence_spans import EvidenceSpan, evidence_spans
from assay.checks.facts.stage_days import stage1_day
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.record_family import FAMILIES


@population_check(since="2026.2")
def new_control_without_cycle(operation: Operation) -> Looked:
    """Look for one cycle of each new control since Stage 1."""
    stage1_on = stage1_day(operation)
    if stage1_on is None:
        return looked_at((), nothing_because="nothing says when Stage 1 was held")
    border = stage1_on - timedelta(operation.profile.whole("evidence.new_control_days"))
    controls = [each for each in evidence_spans(operation) if each.of == "control"]
    new = [each for each in controls if (since := _since(each)) is not None and since > border]
    gap = Window(stage1_on + timedelta(1), operation.as_of)
    untold = {each.key: why for each in controls if (why := _untold(operation, each, gap, new))}
    return looked_at(
        [Member(each.key, each.site) for each in controls],
        [
            _deviation(operation, each, stage1_on)
            for each in new
            if each.key not in untold and not each.recorded.within(gap).count
        ],
        unknown=[
            Unknown(each.key, untold[each.key], each.site)
            for each in controls
            if each.key in untold
        ],
        nothing_because="no control is included",
    )


def _untold(operation: Operation, span: EvidenceSpan, gap: Window, new: list[EvidenceSpan]) -> str:
    """Return why nobody can tell of a control; nothing where somebody can."""
    if _since(span) is None:
        return "nothing says since when it works"
    if span not in new:
        return ""
    if operation.as_of < gap.first_on:
        return f"the gap begins on {gap.first_on}"
    absent = _absent(operation, span)
    return f"no records of {', '.join(span.families)} were handed in" if absent else ""


def _since(span: EvidenceSpan) -> date | None:
    return span.since_on or span.first_on


def _absent(operation: Operation, span: EvidenceSpan) -> bool:
    told = operation.populations.families()
    return not span.recorded.days and all(
        each in FAMILIES and each not in told for each in span.families
    )


def _deviation(operation: Operation, span: EvidenceSpan, stage1_on: date) -> Deviation:
    return Deviation(
        about=(span.key,),
        says=(
            f"{span.named} is new since {_since(span)}; there is no record of "
            f"{', '.join(span.families)} after Stage 1 on {stage1_on} and by {operation.as_of}."
        ),
        measured="0 records",
        threshold=operation.threshold("evidence.new_control_days"),
        evidence=span.about_records,
        site=span.site,
    )
