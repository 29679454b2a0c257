"""A measure was not taken as often as it should have been.

Population
    Every measure of a key process, under each name that its values stand under;
    where a document promises a rhythm, held against that one, else against the
    rhythm that the register gives the measure.

Deviation
    It has no value at all, or one interval between two values that touches the
    window is longer than its rhythm and the tolerance; or it has no target.

Why it matters
    What is measured only when it is well tells nothing of when it was not.

Does not look at
    The values themselves; measures of processes that are not key ones.

Put right
    Take the measure again, and say in the register when it is due.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assay.checks.asking import Answer, ask, promises, threshold_of
from assay.checks.facts.measures import FAMILY, held_measures, key_measures
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.conditions import midnight
from assay.claims.kinds.frequency import Rhythm, frequency
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest
from assay.claims.promises import Stretch
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Deviation, Looked, Threshold, Unknown
from assay.domain.frequency import Frequency
from assay.domain.kpi import Kpi

ANSWERS = (Answers(ClaimKind.FREQUENCY, FAMILY, also=lambda claim: not claim.where),)
_TOLERANCE = "freq.tolerance_days"


@population_check(since="2026.2", answers=ANSWERS)
def measure_not_taken(operation: Operation) -> Looked:
    """Look at the longest time without a value of each measure."""
    measures = key_measures(operation)
    promised_ones = list(_by_promise(operation, measures)) if measures else []
    return looked_of(
        promised_ones or list(_by_register(operation, measures)),
        _says,
        nothing_because="no measure of a process is on record",
        also=(_without_target(each) for each in measures if each.target is None),
        unknown=(
            Unknown(each.key, "nobody says how often it is taken")
            for each in measures
            if not promised_ones and (each.every is None or each.every.days is None)
        ),
    )


def _by_promise(operation: Operation, measures: Sequence[Kpi]) -> Iterator[Answer]:
    for promise in promises(operation, ANSWERS):
        for stretch in promise.stretches:
            asked = _ask(operation, promise.key, measures, stretch.claim.every, stretch)
            threshold = threshold_of(operation, promise, stretch)
            yield replace(asked, threshold=threshold, promise=promise, stretch=stretch)


def _by_register(operation: Operation, measures: Sequence[Kpi]) -> Iterator[Answer]:
    for every in sorted({each.every for each in measures if each.every and each.every.days}):
        some = [each for each in measures if each.every is every]
        asked = _ask(operation, f"measures taken {every}", some, every)
        days = operation.threshold(_TOLERANCE)
        stated = f"the register of measures; tolerance: {days.stated_in}"
        yield replace(asked, threshold=Threshold(f"{every}, with {days.value}", stated))


def _ask(
    operation: Operation,
    name: str,
    measures: Sequence[Kpi],
    every: Frequency | None,
    stretch: Stretch | None = None,
) -> Answer:
    days = (stretch.from_on, stretch.until_on) if stretch else operation.days()

    def at_its_rhythm(members: Members) -> PopulationTest:
        tolerance = operation.profile.whole(_TOLERANCE)
        length = (every.days if every else None) or 0
        rhythm = Rhythm(length, tolerance, *(midnight(day) for day in days))
        units = held_measures(operation, measures)
        return frequency(members, "measured_on", "measure", rhythm, units=units)

    return ask(operation, name, FAMILY, at_its_rhythm)


def _without_target(kpi: Kpi) -> Deviation:
    return Deviation(
        about=(kpi.key,),
        says=f"{kpi.name} ({kpi.key}) is measured without a target.",
        measured="no target",
        evidence=(f"kpi {kpi.key}",),
        site=kpi.site,
        reason="no target",
    )


def _says(answer: Answer) -> str:
    where = f"; {promised(answer)}" if answer.promise else ""
    return (
        f"Of {counted(answer, 'measures')} the longest time between two values is too long: "
        f"{named_first(answer)}{where}."
    )
