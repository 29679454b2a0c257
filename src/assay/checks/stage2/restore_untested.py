"""Restores from backup were not tested as often as they have to be.

Population
    The units that a promise of a rhythm is made for, by the register; where no
    document promises one, each critical system in use.

Deviation
    One interval between two restore tests is longer than promised and tolerated;
    without a promise, a critical system has no restore test in the months that the
    profile names.  A restore counts where its record says that what came back was
    compared with the original and is the same, and how long it took: that a
    backup job ran is no restore.

Why it matters
    A backup that nobody ever restored is a hope.

Does not look at
    How long a restore took against its objective, which is another check.

Put right
    Restore the named systems, compare what came back with the original, note how
    long it took, and plan the next one.
"""

from dataclasses import replace

from sqlglot import exp

from assay.checks.asking import Answer, ask, ask_promise, promises
from assay.checks.facts.calendar import months_before
from assay.checks.facts.promise_units import promise_units
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.conditions import midnight, parse_conditions
from assay.claims.kinds.coverage import Reach, coverage
from assay.claims.members import Members, UntestableError
from assay.claims.population_test import PopulationTest
from assay.claims.promises import Promise
from assay.claims.small_relations import UNIT_COLUMNS
from assay.claims.units import Units
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

FAMILY = "backup_restore"
ANSWERS = (Answers(ClaimKind.FREQUENCY, FAMILY), Answers(ClaimKind.COVERAGE, FAMILY))
_COUNTS = {"hash_matches": "hash_matches = yes", "minutes": "minutes >= 0"}
_CRITICAL = ("criticality = critical",)


@population_check(since="2026.2", answers=ANSWERS)
def restore_untested(operation: Operation) -> Looked:
    """Look at the time between restores that prove something, system by system."""
    found = [
        answer for promise in promises(operation, ANSWERS) for answer in _ask(operation, promise)
    ] or [_ask_critical(operation)]
    return looked_of(
        found,
        lambda each: (
            f"The longest time between two restores that were compared is too long for "
            f"{counted(each, 'systems')}: {named_first(each)}; {promised(each)}."
            if each.promise
            else f"{counted(each, 'critical systems')} have no compared restore in the "
            f"{_months(operation)} months before {operation.as_of}: "
            f"{named_first(each, with_values=False)}."
        ),
        nothing_because="there are no records of restore tests",
    )


def _months(operation: Operation) -> int:
    return operation.profile.whole("tech.restore_months")


def _ask(operation: Operation, promise: Promise) -> tuple[Answer, ...]:
    members = operation.members(FAMILY)
    lacking = [name for name in _COUNTS if members and name not in members.columns]
    if lacking:
        says = f"the records do not tell {' and '.join(lacking)}, so none proves a restore"
        return (Answer(promise.key, FAMILY, operation, None, promise=promise, untestable=says),)
    stretches = tuple(
        replace(each, claim=each.claim.changed(where=(*each.claim.where, *_COUNTS.values())))
        for each in promise.stretches
    )
    return tuple(ask_promise(operation, replace(promise, stretches=stretches)))


def _ask_critical(operation: Operation) -> Answer:
    units = promise_units(operation, "system", _CRITICAL)

    def rule(members: Members) -> PopulationTest:
        if not units:
            raise UntestableError("no system is registered as critical")
        rows = [each.row() for each in sorted(units, key=lambda each: each.key)]
        operation.populations.hold("critical systems", UNIT_COLUMNS, rows)
        since = midnight(months_before(operation.as_of, _months(operation)))
        reach = Reach(midnight(operation.as_of), since)
        where: exp.Expr | None = parse_conditions(_COUNTS.values(), members)
        held = Units("critical systems")
        return coverage(members, "restored_at", "system", reach, units=held, where=where)

    threshold = operation.threshold("tech.restore_months")
    return ask(operation, "restore of each critical system", FAMILY, rule, threshold=threshold)
