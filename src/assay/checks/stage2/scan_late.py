"""Scans for weaknesses were not run as often as promised.

Population
    Each scope that the records of scans name, or each unit of the register that
    the promise is made for.

Deviation
    One interval between two scans that touches the window is longer than the
    promised rhythm and the tolerance.

Why it matters
    Between two scans a weakness is known to everybody but the organisation.

Does not look at
    Whether the scope covers all systems, and what became of the findings.

Put right
    Scan the named scopes now, find out why the scans stopped, and have somebody
    told when one does not run.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.FREQUENCY, "vulnerability_scan"),)


@population_check(since="2026.2", code="FREQ", answers=ANSWERS)
def scan_late(operation: Operation) -> Looked:
    """Look at the longest time between two scans of each scope."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        lambda each: (
            f"The longest time between two scans is too long for {counted(each, 'scopes')}: "
            f"{named_first(each)}; {promised(each)}."
        ),
        nothing_because="no document promises how often scans are run",
    )
