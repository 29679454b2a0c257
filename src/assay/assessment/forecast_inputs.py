"""What a forecast and an honest date are made from: tests of whole populations, and first records.

Each population test of Stage 2 is one chance of a finding; what a check saw
without a population is certain to be seen again.  Whatever could not be told is
passed on as such, with its reason.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from assay.assessment.earliest_stage2 import ControlRecords
from assay.assessment.finding_proposal import CheckResult, wanted_by
from assay.assessment.forecast import ControlPopulation
from assay.assessment.sampling.planned_sample import planned_samples
from assay.assessment.sampling.size import sample_size
from assay.assessment.sampling.weights import PlanWeight, control_facts, plan_weights
from assay.assessment.stage1 import Stage1
from assay.assessment.stage2 import Stage2
from assay.checks.facts.evidence_spans import EvidenceSpan, evidence_spans
from assay.checks.facts.stage_days import stage1_day
from assay.checks.operation import Operation
from assay.domain.figures import Figures
from assay.domain.grade import Grade
from assay.standards.soa import normalise_control_id


def weights_of(operation: Operation, stage1: Stage1) -> tuple[PlanWeight, ...]:
    """Return how much each included control weighs in the plan of Stage 2."""
    return plan_weights(control_facts(operation, stage1), operation.window.first_on)


def control_populations(
    operation: Operation, stage2: Stage2, weights: tuple[PlanWeight, ...] = ()
) -> Iterator[ControlPopulation]:
    """Yield what every check of Stage 2 tested, and what it could not."""
    sizes = {each.family: each.size.wanted for each in planned_samples(operation, weights)}
    for result in stage2.results:
        grade = _grade(operation, result)
        yield from _tested(operation, result, grade, sizes)
        yield from _untested(result, grade)


def _grade(operation: Operation, result: CheckResult) -> Grade:
    """Return the grade that a finding of a check has, or would have."""
    if result.proposals:
        return min((each.grade for each in result.proposals), key=list(Grade).index)
    lines = wanted_by(operation.standards)[result.check.name]
    return min((line.grade for _, line in lines), key=list(Grade).index)


def _named(result: CheckResult, claim: str = "") -> str:
    clauses = ", ".join(dict.fromkeys(each.clause for each in result.clauses))
    return " ".join(
        part for part in (result.check.name, claim, f"[{clauses}]") if part != "[]" and part
    )


def _tested(
    operation: Operation, result: CheckResult, grade: Grade, sizes: Mapping[str, int]
) -> Iterator[ControlPopulation]:
    for figures in result.looked.figures:
        name = _named(result, figures.claim)
        concerned = figures.deviating + figures.conforming + figures.undecidable
        size = (
            sizes.get(figures.family)
            or sample_size(operation.profile, figures.family, concerned).wanted
        )
        if figures.not_tested_because and not figures.deviating:
            yield ControlPopulation(name, grade, concerned, None, size, figures.not_tested_because)
            continue
        yield ControlPopulation(
            name, grade, concerned, figures.deviating, size, "its population is empty"
        )
        if figures.undecidable:
            yield ControlPopulation(
                name, grade, concerned, None, size, _undecided(figures, concerned)
            )
    without = [each for each in result.looked.deviations if each.figures is None]
    if without:
        yield ControlPopulation(_named(result), grade, len(without), len(without), len(without))


def _undecided(figures: Figures, concerned: int) -> str:
    return f"{figures.undecidable:,} of {concerned:,} could not be decided"


def _untested(result: CheckResult, grade: Grade) -> Iterator[ControlPopulation]:
    looked = result.looked
    if looked.why_not_tested and not looked.figures:
        yield ControlPopulation(_named(result), grade, 0, None, 0, looked.why_not_tested)
        return
    # A test that could not be run has said so by its own figures.
    said = {result.check.name, *(each.claim for each in looked.figures)}
    for each in looked.unknown:
        if each.key not in said:
            yield ControlPopulation(_named(result, each.key), grade, 0, None, 0, each.why)


def control_records(
    operation: Operation, weights: tuple[PlanWeight, ...] = ()
) -> Iterator[ControlRecords]:
    """Yield the first record and the first passed cycle of each included control."""
    flagged = {each.control for each in weights if each.flagged}
    flagged_on = stage1_day(operation) or operation.as_of
    tolerance = operation.profile.whole("freq.tolerance_days")
    for span in evidence_spans(operation):
        if span.of == "control":
            yield ControlRecords(
                span.key,
                span.first_on,
                _cycle(span),
                first_passed_on(span, tolerance),
                flagged_on if normalise_control_id(span.key) in flagged else None,
                span.why[0] if span.why and span.first_on is None else "",
            )


def _cycle(span: EvidenceSpan) -> str:
    return span.frequency.value if span.frequency and span.frequency.days else ""


def first_passed_on(span: EvidenceSpan, tolerance: int) -> date | None:
    """Return when a control first went through a whole cycle in time.

    Two records no further apart than its rhythm are one; of what happens once a
    year, one record is.
    """
    period = span.frequency.days if span.frequency else None
    if period is None:
        return None
    if span.rare:
        return span.first_on
    return next(
        (
            later
            for earlier, later in pairwise(sorted(span.recorded.days))
            if (later - earlier).days <= period + tolerance
        ),
        None,
    )
