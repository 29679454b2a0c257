"""Restores took longer than they may.

Population
    Every restore test of the window.

Deviation
    It took more minutes than its objective allows.

Why it matters
    An objective that is missed in a quiet test will be missed by more on the day
    that it counts.

Does not look at
    Systems without a restore test, which is another check; whether the objective
    itself is short enough.

Put right
    Find what took the time in the named restores, mend it or agree on another
    objective, and test again.
"""

from assay.checks.asking import ask_promises
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, promised
from assay.claims.answers import Answers
from assay.claims.kinds.threshold import threshold
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked, Threshold

ANSWERS = (Answers(ClaimKind.THRESHOLD, "backup_restore"),)
_OWN = Threshold("its own objective in minutes", "the record of the restore")


@population_check(since="2026.2", answers=ANSWERS)
def restore_too_slow(operation: Operation) -> Looked:
    """Look at how long each restore took against its objective."""
    asked = ask_promises(operation, ANSWERS) or (
        ask_without_promise(
            operation,
            "restore within its objective",
            "backup_restore",
            "restored_at",
            lambda members, terms: threshold(members, "minutes", "objective_minutes", terms=terms),
            threshold=_OWN,
        ),
    )
    return looked_of(
        asked,
        lambda each: (
            f"{counted(each, 'restores')} took longer than their objective: "
            + ", ".join(
                f"{one.key} ({one.measured} of {one.facts['bound']} minutes)"
                for one in each.first[:5]
            )
            + (f"; {promised(each)}." if each.promise else ".")
        ),
        nothing_because="there are no records of restore tests",
    )
