"""The records of a control or a process do not reach back far enough.

Population
    Every included control of the Statement of Applicability, and every process
    that names the records it leaves.

Deviation
    The first record is younger than the months before the audit that the
    profile asks for; or there is no record, though the thing works at a rhythm.
    One that works once a year needs one record of the year.

Why it matters
    Stage 1 can be passed with a system that is a week old.  Stage 2 cannot: it
    looks at what has been done, and a month of doing shows no habit.

Does not look at
    Gaps between the records: those are told by the promise of a rhythm, or as
    rhythm-unkept.  Controls said to operate without a record: those are told as
    control-status-untrue.  Events that never happened.

Put right
    Nothing but time makes records older.  Hold Stage 2 when the youngest of the
    named things has worked for long enough.
"""

from collections.abc import Iterator

from assay.checks.facts.evidence_spans import EvidenceSpan, SpanFault, evidence_spans
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, Verdict, looked_at
from assay.domain.soa_row import ControlStatus


@population_check(since="2026.2", code="EVID-SPAN")
def evidence_span_short(operation: Operation) -> Looked:
    """Hold the first record of each control and process against the months asked for."""
    spans = evidence_spans(operation)
    return looked_at(
        [Member(each.key, each.site) for each in spans],
        _deviations(operation, spans),
        unknown=[
            Unknown(each.key, each.why[0], each.site)
            for each in spans
            if each.verdict is Verdict.NOT_TESTED
        ],
        nothing_because="no control is included and no process names its records",
    )


def _deviations(operation: Operation, spans: tuple[EvidenceSpan, ...]) -> Iterator[Deviation]:
    for each in spans:
        says = _says(each)
        if says:
            age = (operation.as_of - each.first_on).days if each.first_on else 0
            yield Deviation(
                about=(each.key,),
                says=f"{says}.",
                measured=f"{age} days" if each.first_on else "0 records",
                threshold=operation.threshold("evidence.min_months"),
                evidence=each.about_records,
                site=each.site,
            )


def _says(span: EvidenceSpan) -> str:
    if SpanFault.TOO_SHORT in span.faults:
        many = f"{span.recorded.count} of {', '.join(span.families)}"
        return f"{span.named}: {many}, and {span.why[0]}"
    if SpanFault.NO_RECORD in span.faults and span.status is not ControlStatus.OPERATING:
        return f"{span.named}: {span.why[0]}"
    return ""
