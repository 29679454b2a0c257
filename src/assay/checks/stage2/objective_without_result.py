"""An objective shows no result, or missed its target with nothing done.

Population
    Every objective, with its values of the window.

Deviation
    It has no value in the window; or its last value misses the target after its
    date, or lies on the wrong side of where it began, and no value, no
    improvement and no action names what is done about it.

Why it matters
    An objective that is not measured cannot be reached, and one that is missed
    in silence was never meant.

Does not look at
    Whether the target asks for enough; objectives on their way before their date.

Put right
    Measure it, and decide what is done; or decide that it is no objective.
"""

from collections import Counter
from collections.abc import Iterator

from assay.checks.facts.objective_trends import Standing, Trend, standings
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.improvement import Improvement
from assay.domain.treatment import Treatment


@population_check(since="2026.2", code="OBJ")
def objective_without_result(operation: Operation) -> Looked:
    """Look at the values of each objective, and at what was done about misses."""
    found = standings(operation)
    trends = Counter(str(each.trend) for each in found)
    table = ", ".join(f"{trends[trend]} {trend}" for trend in Trend if trends[trend])
    return looked_at(
        [each.objective for each in found],
        (deviation for each in found for deviation in _faults(operation, each, table)),
        unknown=(
            Unknown(each.objective.key, "it has no target or does not say which side of it is well")
            for each in found
            if each.values and each.reached is None
        ),
        nothing_because="no objective is on record",
    )


def _faults(operation: Operation, standing: Standing, table: str) -> Iterator[Deviation]:
    objective, latest = standing.objective, standing.latest
    first_on, last_on = operation.days()
    if latest is None:
        says = f"has no value from {first_on} to {last_on}"
        yield _deviation(standing, says, "0 values", "no result", table)
        return
    due = objective.due_on is None or objective.due_on <= operation.as_of
    missed = standing.reached is False and (due or standing.trend is Trend.WORSE)
    if missed and not _acted(operation, standing):
        target, when = objective.target, f" by {objective.due_on}" if objective.due_on else ""
        says = (
            f"stands at {latest.value:f} on {latest.measured_on}, against a target of "
            f"{'' if target is None else f'{target:f}'}{when}, "
            f"{standing.trend} since its baseline, and no action is named"
        )
        yield _deviation(standing, says, f"{latest.value:f}", "missed without an action", table)


def _acted(operation: Operation, standing: Standing) -> bool:
    key = standing.objective.key
    return (
        any(each.action for each in standing.values)
        or any(key in each.prompted_by for each in operation[Improvement].values())
        or any(key == each.measure for each in operation[Treatment].values())
    )


def _deviation(standing: Standing, says: str, measured: str, reason: str, table: str) -> Deviation:
    objective = standing.objective
    return Deviation(
        about=(objective.key,),
        says=f"{objective.title} ({objective.key}) {says}; of all objectives: {table}.",
        measured=measured,
        evidence=(
            f"objective {objective.key}",
            *(f"measurement {each.key}" for each in standing.values[-1:]),
        ),
        site=objective.site,
        reason=reason,
    )
