"""A treatment has not moved for months, or is past its date.

Population
    Every treatment that is still open on the day of asking, with the history of
    what the register said of it.

Deviation
    Nothing about it really changed for as long as the profile allows, or its
    date is past and it was not planned anew.  Saving a row again changes nothing.

Why it matters
    Between the stages is the time in which a plan either moves or shows that it
    was written for the audit.

Does not look at
    Whether the treatment is a good one; treatments that are done.

Put right
    Do the next step, or decide anew, and write down which.
"""

from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.stage1.treatment_stale import treatment_stale
from assay.domain.deviation import Looked


@population_check(since="2026.2", code="RTP-STALE")
def treatment_plan_frozen(operation: Operation) -> Looked:
    """Ask again, as of this day, what Stage 1 asked of each open treatment."""
    return treatment_stale(operation)
