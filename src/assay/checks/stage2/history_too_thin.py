"""There is too little history to certify, however complete the documents are.

Population
    Five kinds of cases by the day of asking: nonconformity reports, corrective
    actions, finished work orders, internal audits and management reviews.

Deviation
    There are fewer of a kind than the profile asks for, or all records of a
    kind are of one burst of days.

Why it matters
    A certification body that finds a system without a past waits until it has
    one.  The recommendation is then to delay, and not to correct anything.

Does not look at
    How good the documents are.  Whether each case was handled well.

Put right
    Let the system run, and hold Stage 2 when there is something to look at.
"""

from assay.checks.facts.history import HistoryLine, history_of
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at


@population_check(since="2026.2", code="EVID-THIN")
def history_too_thin(operation: Operation) -> Looked:
    """Count the cases of each kind, and look whether they are of one burst."""
    history = history_of(operation)
    thin = [each for each in history.lines if each.enough is False]
    return looked_at(
        [Member(each.kind) for each in history.lines],
        [_deviation(operation, each, history.advice.value) for each in thin],
        unknown=[
            Unknown(each.kind, f"no records tell of {each.title}")
            for each in history.lines
            if each.enough is None
        ],
        nothing_because="",
    )


def _deviation(operation: Operation, line: HistoryLine, advice: str) -> Deviation:
    key = "evidence.min_work_orders" if line.kind == "work_order" else "evidence.min_cases"
    count = line.count or 0
    said = f"There are {count} {line.title} by {operation.as_of}"
    if line.in_one_burst and count >= line.needed:
        said = f"All {count} {line.title} are from {line.first_on} to {line.last_on}"
        key = "prep.burst_days"
    return Deviation(
        about=(line.kind,),
        says=f"{said}; the history recommends: {advice}.",
        measured=f"{count} {line.title}",
        threshold=operation.threshold(key),
        evidence=(f"family {line.kind}",),
        reason=advice,
    )
