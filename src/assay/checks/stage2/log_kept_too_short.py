"""Logs were not kept as long as promised.

Population
    Every source that the records of captured logs name.

Deviation
    The oldest day of a source is younger than promised, and the source itself is
    older than that.

Why it matters
    What happened is often noticed months later.  Logs that are gone by then tell
    nothing.

Does not look at
    Gaps between the oldest day and now, which is another check; whether logs that
    were kept can still be read.

Put right
    Lengthen the retention of the named sources, and say in the log plan since when
    older days are missing.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.RETENTION, "log_source"),)


@population_check(since="2026.2", answers=ANSWERS)
def log_kept_too_short(operation: Operation) -> Looked:
    """Look at the oldest day of each source of logs."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"The logs of {counted(each, 'sources')} do not reach back as far as promised: "
            + ", ".join(
                f"{one.key} (oldest {one.facts['oldest_at']}, "
                f"needed from {one.facts['needed_from']})"
                for one in each.first[:5]
            )
            + f"; {promised(each)}."
        ),
        nothing_because="no document promises how long logs are kept",
    )
