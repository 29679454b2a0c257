"""A control is said to operate, and its records do not say so.

Population
    The included controls whose row of the Statement of Applicability says that
    they operate, and which work at a rhythm.

Deviation
    There is no record in the window, or in the last period where that is
    longer; or the first record is later than the day since which the control is
    said to operate, by more than one period and the tolerance.

Why it matters
    A status is a statement to the certification body.  One that records do not
    bear out is a finding on the statement, and on whoever checked it.

Does not look at
    Controls that work on events: none may have happened.  Records from before
    an export begins, which it could not show.

Put right
    Set the status to what is true, or show the records that were left out.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from assay.checks.facts.calendar import Window
from assay.checks.facts.evidence_spans import EvidenceSpan, evidence_spans
from assay.checks.operation import Operation
from assay.checks.registry import population_check
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


@population_check(since="2026.2", code="SOA-CLAIM")
def control_status_untrue(operation: Operation) -> Looked:
    """Hold the status of each control against its records."""
    said = [each for each in evidence_spans(operation) if each.status is ControlStatus.OPERATING]
    return looked_at(
        [Member(each.key, each.site) for each in said],
        (found for each in said if (found := _deviation(operation, each)) is not None),
        unknown=_unknown(said),
        nothing_because="no control is said to operate",
    )


def _unknown(spans: list[EvidenceSpan]) -> Iterator[Unknown]:
    for each in spans:
        untold = each.verdict is Verdict.NOT_TESTED
        # That the span is short says nothing against the status.
        if untold and (not each.recorded.days or each.frequency is None):
            yield Unknown(each.key, each.why[0], each.site)


def _deviation(operation: Operation, span: EvidenceSpan) -> Deviation | None:
    if span.verdict is Verdict.NOT_TESTED or not (span.frequency and span.frequency.days):
        return None
    longest = timedelta(span.frequency.days + operation.profile.whole("freq.tolerance_days"))
    window = Window(min(operation.window.first_on, operation.as_of - longest), operation.as_of)
    families = ", ".join(span.families)
    if not span.recorded.within(window).count:
        ends = f"from {window.first_on} to {window.last_on}"
        says = f"there is no record of {families} {ends}"
        return _told(operation, span, says, "0 records", "no record")
    from_on = _could_show_from(span)
    if from_on and span.first_on and span.first_on > from_on + longest:
        late = (span.first_on - from_on).days
        says = f"the first record of {families} is of {span.first_on}, {late} days later"
        return _told(operation, span, says, f"{late} days", "late")
    return None


def _could_show_from(span: EvidenceSpan) -> date | None:
    """Return from when a record is to be expected: said to operate, and within the export."""
    if span.since_on is None:
        return None
    return max(span.since_on, span.known_from_on or span.since_on)


def _told(
    operation: Operation, span: EvidenceSpan, says: str, measured: str, reason: str
) -> Deviation:
    since = f" since {span.since_on}" if span.since_on else ""
    tolerance = operation.setting("freq.tolerance_days")
    return Deviation(
        about=(span.key,),
        says=f"{span.named} is said to operate{since}, {span.frequency}; {says}.",
        measured=measured,
        threshold=Threshold(
            f"{span.frequency}, with {tolerance.value_text} of tolerance",
            f"Statement of Applicability; tolerance: {tolerance.threshold_from}",
        ),
        evidence=span.about_records,
        site=span.site,
        reason=reason,
    )
