"""When a job counts as under way no more, by the rules of the certification body."""

from assay.checks.operation import Operation
from assay.claims.tracing.broken_chain import StandStill

IDLE = "trace.idle_days"


def stand_still(operation: Operation) -> StandStill:
    """Return as of when jobs are asked about, and after how long without a record."""
    return StandStill(operation.as_of_end + 1, operation.profile.whole(IDLE))
