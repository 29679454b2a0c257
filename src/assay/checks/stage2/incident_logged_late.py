"""Incidents were written down later than promised.

Population
    Every incident noticed in the window, each held against the promise that was
    in force on its day; without a promise, against the setting of the profile.

Deviation
    The median from noticing to writing down is longer than the limit.  Single
    incidents beyond the limit are listed apart, and weigh less.

Why it matters
    What is written down days later is told from memory, and whoever has to act
    on it acts days later too.

Does not look at
    The mean, which one forgotten incident moves; exercises, which are no
    incidents; how long handling took.

Put right
    Find out why writing down waits, and let the report itself make the entry.
"""

from collections.abc import Iterator
from dataclasses import replace

from assay.checks.asking import Answer, ask_promises
from assay.checks.facts.medians import population_median, promised_limit, sample_median
from assay.checks.measured_values import told_duration
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, deviation_of, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.compiling import SECONDS
from assay.claims.expressions import MICROSECONDS
from assay.claims.kinds.deadline import Limit, deadline
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Deviation, Looked
from assay.domain.grade import Grade

ANSWERS = (Answers(ClaimKind.DEADLINE, "incident", "detected_at", "logged_at"),)
_LIMIT, _SIZE = "inc.log_hours", "sampling.incident"
MEDIAN, SINGLE = "median", "single incidents"


@population_check(since="2026.2", code="INC-TTL", answers=ANSWERS)
def incident_logged_late(operation: Operation) -> Looked:
    """Hold the median against the limit, and list who was beyond it."""
    answers = ask_promises(operation, ANSWERS) or (_by_setting(operation),)
    looked = looked_of(
        answers,
        _says_single,
        nothing_because="no document promises how soon incidents are written down",
        also=(each for answer in answers for each in _medians(operation, answer)),
        reason=SINGLE,
    )
    return replace(
        looked,
        deviations=tuple(
            replace(each, grade=Grade.OBSERVATION) if each.reason == SINGLE else each
            for each in looked.deviations
        ),
    )


def _by_setting(operation: Operation) -> Answer:
    limit = Limit(_setting(operation))
    return ask_without_promise(
        operation,
        "incident-logged-late",
        "incident",
        "detected_at",
        lambda members, terms: deadline(
            members, "detected_at", "logged_at", limit, operation.as_of_end, terms=terms
        ),
        threshold=operation.threshold(_LIMIT),
    )


def _setting(operation: Operation) -> int:
    return operation.profile.whole(_LIMIT) * SECONDS["hour"] * MICROSECONDS


def _medians(operation: Operation, answer: Answer) -> Iterator[Deviation]:
    limit = promised_limit(answer) if answer.promise else _setting(operation)
    whole = population_median(answer)
    seed = f"{operation.as_of} incident-logged-late"
    sample = sample_median(answer, seed, operation.profile.whole(_SIZE))
    if limit is None or whole is None or sample is None or whole <= limit:
        return
    median = answer.figures.median
    where = f"; {promised(answer)}" if answer.promise else f"; limit: {told_duration(int(limit))}"
    says = (
        f"Incidents were written down {median} after they were noticed, on median of all "
        f"{answer.tally.decided}; on median of {len(sample.keys)} drawn "
        f"({', '.join(sample.keys)}; seed {sample.seed!r}) it is {sample.told}{where}."
    )
    yield replace(
        deviation_of(answer, says, MEDIAN), measured=f"{median} (median); sample {sample.told}"
    )


def _says_single(answer: Answer) -> str:
    where = f"; {promised(answer)}" if answer.promise else ""
    return f"{counted(answer, 'incidents')} were written down late: {named_first(answer)}{where}."
