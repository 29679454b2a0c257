"""A control works less often than the Statement of Applicability says.

Population
    Every included control and every process that has left records and works at
    a rhythm; where a document promises one for those records, that promise has
    a check of its own and nothing is said here.

Deviation
    The longest time between two records that touches the window is longer than
    the rhythm and the tolerance.  The first interval counts from the last
    record before the window, the last one to the day of asking.

Why it matters
    What is written down as monthly and done three times a year is not what the
    auditor was told, and whatever it should have caught had months to grow.

Does not look at
    Promises that documents make: those have checks of their own.  Each system
    or person by itself: that takes a promise that says for each of what.

Put right
    Do what is due now, or write down the rhythm that the risk really asks for.
"""

from assay.checks.facts.evidence_spans import EvidenceSpan, SpanFault, evidence_spans
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import (
    Deviation,
    Looked,
    Member,
    Threshold,
    Unknown,
    Verdict,
    looked_at,
)
from assay.domain.soa_row import ControlStatus


@population_check(since="2026.2", code="FREQ")
def rhythm_unkept(operation: Operation) -> Looked:
    """Look at the longest time between two records of each control and process."""
    promised = frozenset(
        claim.family for claim in operation[Claim].values() if claim.kind is ClaimKind.FREQUENCY
    )
    asked = [each for each in evidence_spans(operation) if _is_asked(each)]
    return looked_at(
        [Member(each.key, each.site) for each in asked],
        [
            _deviation(operation, each)
            for each in asked
            if SpanFault.GAP in each.faults and not promised.intersection(each.families)
        ],
        unknown=[
            Unknown(each.key, each.why[0], each.site)
            for each in asked
            if each.verdict is Verdict.NOT_TESTED and each.frequency is None
        ],
        nothing_because="nothing says how often a control or a process works",
    )


def _is_asked(span: EvidenceSpan) -> bool:
    if not span.recorded.days:
        return False
    if span.frequency is None:
        return True
    # Without any record in the window the status is untrue, which is told as that.
    silent = span.status is ControlStatus.OPERATING and not span.count and not span.rare
    return span.frequency.days is not None and not silent


def _deviation(operation: Operation, span: EvidenceSpan) -> Deviation:
    tolerance = operation.setting("freq.tolerance_days")
    days = span.frequency.days if span.frequency else 0
    expected = f", {span.expected} expected" if span.expected else ""
    gap = span.worst
    return Deviation(
        about=(span.key,),
        says=(
            f"{span.named} works {span.frequency}; the longest time without a record of "
            f"{', '.join(span.families)} is {gap.days} days, from {gap.from_on} "
            f"({span.count} records in the window{expected})."
        ),
        measured=f"{gap.days} days",
        threshold=Threshold(
            f"{span.frequency} ({days} days), with {tolerance.value_text} of tolerance",
            f"{'Statement of Applicability' if span.of == 'control' else 'record source'}; "
            f"tolerance: {tolerance.threshold_from}",
        ),
        evidence=span.about_records,
        site=span.site,
    )
