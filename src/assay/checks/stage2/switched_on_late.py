"""Most of a control's records are from the last days before the audit.

Population
    Every included control and every process whose rhythm lets at least two
    occurrences fall into the window, and that left more than one record in it.

Deviation
    More than the share that the profile names is from the last days of the
    window.  A signal for each: a reason to look closer, and no finding.

Why it matters
    A system that was switched on for the audit is switched off after it.

Does not look at
    What works on events, or so seldom that it cannot be spread.  A single record,
    which is no burst.

Put right
    Nothing on the day.  Let the control run, and hold the audit later.
"""

from datetime import timedelta

from assay.checks.facts.calendar import Window
from assay.checks.facts.evidence_spans import EvidenceSpan, evidence_spans
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, looked_at

_LONGEST_MONTH = 31


@population_check(since="2026.2", code="SWITCH-ON")
def switched_on_late(operation: Operation) -> Looked:
    """Measure the share of records in the last days of the window."""
    months = operation.window_months or operation.profile.whole("sampling.window_months")
    asked = [
        each
        for each in evidence_spans(operation)
        if each.count > 1
        and each.frequency
        and each.frequency.days
        and 2 * each.frequency.days <= months * _LONGEST_MONTH
    ]
    most = operation.profile.whole("prep.burst_pct")
    return looked_at(
        [Member(each.key, each.site) for each in asked],
        [
            _deviation(operation, each)
            for each in asked
            if 100 * _late(operation, each) > most * each.count
        ],
        nothing_because="no control with records works so often that they should be spread",
    )


def _late(operation: Operation, span: EvidenceSpan) -> int:
    days = operation.profile.whole("prep.burst_days")
    first_on = operation.as_of - timedelta(days - 1)
    return span.recorded.within(Window(first_on, operation.as_of)).count


def _deviation(operation: Operation, span: EvidenceSpan) -> Deviation:
    late = _late(operation, span)
    days = operation.profile.whole("prep.burst_days")
    return Deviation(
        about=(span.key,),
        says=(
            f"{span.named} works {span.frequency}; {late} of its {span.count} records since "
            f"{operation.window.first_on} are of the last {days} days."
        ),
        measured=f"{100 * late // span.count} %",
        threshold=operation.threshold("prep.burst_pct"),
        evidence=span.about_records,
        site=span.site,
        signal=True,
    )
