"""A process does not run as it is described.

Population
    Every process with documented steps that say how they are recorded.

Deviation
    The share of documented steps that records bear out, over the cases of the
    window, is below the share that the profile asks for.

Why it matters
    A process that leaves out its own steps has no description.  Whoever learns
    it from the paper learns another one than is worked.

Does not look at
    The order of the steps, which documents promise and other checks hold; cases
    that have not come to the last step yet; steps that name no record.

Put right
    Bring back the named steps, or take them out of the procedure.
"""

from collections.abc import Iterator

from assay.checks.facts.process_conformity import (
    ProcessConformity,
    StepEvidence,
    process_conformities,
)
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.process import Process


@population_check(since="2026.2")
def process_below_conformity(operation: Operation) -> Looked:
    """Hold the share of evidenced steps of each process against the least allowed."""
    least = operation.profile.whole("proc.conformity_min")
    told = [each for each in process_conformities(operation) if len(each.untold) < len(each.steps)]
    return looked_at(
        [Member(each.process, _site(operation, each)) for each in told],
        [
            _deviation(operation, each)
            for each in told
            if each.conformity is not None and 100 * each.conformity < least
        ],
        unknown=_unknown(operation),
        nothing_because="no process has steps that say how they are recorded",
    )


def _unknown(operation: Operation) -> Iterator[Unknown]:
    for each in process_conformities(operation):
        recorded = [one for one in each.untold if one.step.activity or one.step.family]
        if recorded:
            steps = ", ".join(one.step.key for one in recorded)
            yield Unknown(each.process, f"no record tells of {steps}", _site(operation, each))


def _site(operation: Operation, conformity: ProcessConformity) -> str:
    process = operation[Process].get(conformity.process)
    return process.site if process else ""


def _told(each: StepEvidence) -> str:
    return f'{each.step.key} ("{each.step.does}") in {each.evidenced} of {each.cases}'


def _deviation(operation: Operation, conformity: ProcessConformity) -> Deviation:
    process = operation[Process].get(conformity.process)
    named = f"{conformity.process} ({process.name})" if process else conformity.process
    share = int(100 * (conformity.conformity or 0))
    return Deviation(
        about=(conformity.process,),
        says=(
            f"{named}: records bear out {share} % of {len(conformity.steps)} documented steps; "
            f"{'; '.join(_told(each) for each in conformity.missing)}."
        ),
        measured=f"{share} %",
        threshold=operation.threshold("proc.conformity_min"),
        evidence=(
            f"process {conformity.process}",
            *(f"procedure step {each.step.key}" for each in conformity.missing),
        ),
        site=_site(operation, conformity),
    )
