"""Inspections were done with a gauge past its calibration date.

Population
    Every inspection for which the day is on record until which its gauge was
    calibrated; without a promise, those of the window that name a gauge.

Deviation
    The gauge was calibrated until a day before the inspection.

Why it matters
    A measured value is worth as much as the gauge; when that is found to be off,
    everything that it accepted has to be looked at again.

Does not look at
    Whether earlier results were looked at again, and what the calibration found.

Put right
    Calibrate the gauges now; where one is off, assess what it accepted, and tell
    the customers who have it.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.conditions import parse_conditions
from assay.claims.expressions import given
from assay.claims.kinds.absence import absence
from assay.claims.members import Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Looked

_PAST_ITS_DATE = "gauge_valid_until < inspected_at"


def _is_of_gauges(claim: Claim) -> bool:
    return any("gauge" in each for each in claim.where)


ANSWERS = (Answers(ClaimKind.ABSENCE, "inspection", also=_is_of_gauges),)


@population_check(since="2026.2", answers=ANSWERS)
def gauge_out_of_calibration(operation: Operation) -> Looked:
    """Look at until when the gauge of each inspection was calibrated."""
    return looked_of(
        ask_promises(operation, ANSWERS) or (_without_promise(operation),),
        lambda each: (
            f"{counted(each, 'inspections')} used a gauge past its calibration date: "
            f"{named_first(each)}{as_promised(each)}."
        ),
        nothing_because="there are no inspections",
    )


def _without_promise(operation: Operation) -> Answer:
    def calibrated(looks: Members, terms: Terms) -> PopulationTest:
        past = parse_conditions([_PAST_ITS_DATE], looks)
        if past is None:
            raise UntestableError("nothing tells until when gauges are calibrated")
        return absence(looks, past, applies=given(looks.value("gauge")), terms=terms)

    name = "gauges of inspections"
    return ask_without_promise(operation, name, "inspection", "inspected_at", calibrated)
