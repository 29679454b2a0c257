"""A rehearsal: a simulated auditor does both stages over the same data, with draws of its own.

Everything follows from the data, the day, the profile and the seed.  Nothing is
written anywhere: a rehearsal is read, and it is no part of the case.

The auditor sees what whole populations tell, and draws samples as a
certification body does.  Beside each finding stands whether that sample would
have met it, so that one sees what three to five records leave to chance.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sqlglot import exp

from assay.assessment.finding_proposal import FindingProposal
from assay.assessment.forecast_inputs import weights_of
from assay.assessment.sampling.draw import Sample
from assay.assessment.sampling.planned_sample import PlannedSample, planned_samples
from assay.assessment.sampling.sample_sheet import draw_of_family
from assay.assessment.sampling.statistics import chance_to_meet
from assay.assessment.soa_check import SpotCheck, draw_spot_check
from assay.assessment.stage1 import Stage1, assess_stage1
from assay.assessment.stage2 import Stage2, assess_stage2
from assay.assessment.walk_plan import WalkPlan, plan_walks
from assay.checks.operation import Operation
from assay.checks.remembering import Remembering
from assay.claims.members import UntestableError
from assay.claims.population_test import PopulationTest, compile_drawn, compile_sides
from assay.claims.tally import Side


@dataclass(frozen=True, slots=True)
class Met:
    """Whether the auditor's sample met a finding: what was drawn, and what of it deviated."""

    drawn: tuple[str, ...]
    deviating: tuple[str, ...]
    chance: Fraction

    @property
    def met(self) -> bool:
        """Say whether a deviation was among the records drawn."""
        return bool(self.deviating)


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One finding as the simulated auditor would write it down."""

    stage: int
    proposal: FindingProposal
    met: Met | None = None


@dataclass(frozen=True, slots=True)
class Undrawn:
    """One family of which nothing could be drawn, and why."""

    family: str
    why: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Both stages as one simulated auditor went through them."""

    organisation: str
    as_of: date
    seed: str
    stage1: Stage1
    stage2: Stage2
    spot_checks: tuple[SpotCheck, ...]
    walks: WalkPlan
    samples: tuple[Sample, ...]
    undrawn: tuple[Undrawn, ...]
    findings: tuple[DraftFinding, ...]

    @property
    def nonconformities(self) -> tuple[DraftFinding, ...]:
        """Return the findings that are majors or minors."""
        return tuple(each for each in self.findings if each.proposal.grade.nonconformity)


@dataclass(frozen=True)
class Assessed:
    """What no seed changes: both stages over the data, and the samples that are planned."""

    operation: Operation
    stage1: Stage1
    stage2: Stage2
    planned: Mapping[str, PlannedSample]
    tests: Mapping[str, PopulationTest]


def assess_both(operation: Operation) -> Assessed:
    """Assess both stages, and remember every test that was asked."""
    remembering = Remembering(operation.populations)
    asked = replace(operation, populations=remembering)
    planned = {each.family: each for each in planned_samples(asked)}
    stage1 = assess_stage1(asked)
    weights = weights_of(asked, stage1)
    planned = {each.family: each for each in planned_samples(asked, weights)}
    return Assessed(asked, stage1, assess_stage2(asked), planned, remembering.tests)


def rehearse(operation: Operation, seed: str) -> Rehearsal:
    """Go through both stages with the draws of one seed."""
    return rehearse_again(assess_both(operation), seed)


def rehearse_again(assessed: Assessed, seed: str) -> Rehearsal:
    """Go through what was assessed already, with the draws of another seed."""
    operation, stage1, stage2 = assessed.operation, assessed.stage1, assessed.stage2
    samples, undrawn = _draw_all(operation, assessed.planned.values(), seed)
    drawn = {each.plan.population.family: each for each in samples}
    findings = (
        *(DraftFinding(1, each) for each in stage1.proposals),
        *(DraftFinding(2, each, _met(assessed, each, drawn, seed)) for each in stage2.proposals),
    )
    return Rehearsal(
        operation.dossier.organisation,
        operation.as_of,
        seed,
        stage1,
        stage2,
        tuple(draw_spot_check(operation, seed, stage1.results)),
        plan_walks(operation, seed),
        samples,
        undrawn,
        findings,
    )


def _draw_all(
    operation: Operation, planned: Iterable[PlannedSample], seed: str
) -> tuple[tuple[Sample, ...], tuple[Undrawn, ...]]:
    samples: list[Sample] = []
    undrawn: list[Undrawn] = []
    for each in planned:
        if operation.members(each.family) is None:
            undrawn.append(Undrawn(each.family, f"there are no records of {each.family}"))
            continue
        try:
            samples.append(
                draw_of_family(
                    operation, each.family, f"{seed}/{each.family}", flagged=each.asked.flagged
                )
            )
        except UntestableError as error:
            undrawn.append(Undrawn(each.family, str(error)))
    return tuple(samples), tuple(undrawn)


def _met(
    assessed: Assessed, proposal: FindingProposal, samples: Mapping[str, Sample], seed: str
) -> Met | None:
    """Return what the sample met of a finding; nothing where it has no records to draw from."""
    figures = proposal.deviation.figures
    test = assessed.tests.get(figures.query) if figures else None
    if figures is None or test is None:
        return None
    operation, planned = assessed.operation, assessed.planned
    sample = samples.get(figures.family)
    sides = _sides(operation, compile_sides(test, sample.keys)) if sample and sample.keys else []
    if not sides:
        # The members are no records of the family but systems, people or cases.
        size = planned[figures.family].size.wanted if figures.family in planned else 0
        wanted = size or operation.profile.whole("sampling.max_per_control")
        sides = _sides(operation, compile_drawn(test, f"{seed}/{figures.test}", wanted))
    concerned = figures.deviating + figures.conforming + figures.undecidable
    return Met(
        tuple(dict.fromkeys(key for key, _ in sides)),
        tuple(dict.fromkeys(key for key, side in sides if side is Side.DEVIATING)),
        chance_to_meet(concerned, figures.deviating, min(len(sides), concerned)),
    )


def _sides(operation: Operation, query: exp.Select) -> list[tuple[str, Side]]:
    return [(str(key), Side(side)) for key, side in operation.populations.rows(query)]


def findings_of(rehearsal: Rehearsal, stage: int) -> Iterator[DraftFinding]:
    """Yield the findings of one stage."""
    return (each for each in rehearsal.findings if each.stage == stage)
