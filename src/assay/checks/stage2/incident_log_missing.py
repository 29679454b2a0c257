"""There is no log of incidents.

Population
    The log of incidents: every source of records that says it is one.

Deviation
    No source is a log of incidents.

Why it matters
    Where nothing could be written down, that nothing was tells nothing.

Does not look at
    How much stands in the log.  An empty one is a log; whether it ought to be
    empty is for another check.

Put right
    Keep a log, name its source, and export it even while it is empty.
"""

from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.record_source import RecordSource

_FAMILY = "incident"


@population_check(since="2026.2")
def incident_log_missing(operation: Operation) -> Looked:
    """Look for a log of incidents."""
    named = [each for each in operation[RecordSource].values() if each.family == _FAMILY]
    there = operation.members(_FAMILY) is not None
    missing = Deviation(
        about=(_FAMILY,),
        says="No source of records is a log of incidents, not even an empty one.",
        measured=f"0 of {len(operation[RecordSource])} sources",
        evidence=("register of record sources",),
    )
    return looked_at(
        [Member(_FAMILY)],
        () if there or named else (missing,),
        unknown=(
            Unknown(each.key, "it is named as a log of incidents, and its records are not there")
            for each in named
            if not there
        ),
        nothing_because="",
    )
