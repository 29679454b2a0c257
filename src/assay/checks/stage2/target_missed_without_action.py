"""A target was missed time after time, and nothing was done about it.

Population
    Every measure with values in the window, at each site by itself; where no
    records tell of measures, those of the register with their values there.

Deviation
    So many values one after another as the profile names miss the target, and
    no action stands with any of them.

Why it matters
    A measure that nobody acts on costs the measuring and gives nothing.

Does not look at
    Whether the target is well chosen; whether the action helped.

Put right
    Decide what is done about the named measures, or which target is the right one.
"""

from collections.abc import Iterator
from itertools import groupby

from assay.checks.asking import Answer
from assay.checks.facts.measures import FAMILY, measured_names, targets_of
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.kinds.missed_runs import missed_runs
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.kpi import Kpi
from assay.domain.measurement import Measurement

_PERIODS = "proc.miss_periods"
_MOST_NAMED = 5


@population_check(since="2026.2", code="KPI-NO-ACTION")
def target_missed_without_action(operation: Operation) -> Looked:
    """Look for the longest run of misses of each measure."""
    if operation.members(FAMILY) is None:
        return _by_register(operation)
    periods = operation.profile.whole(_PERIODS)
    answer = ask_without_promise(
        operation,
        "target-missed-without-action",
        FAMILY,
        "measured_on",
        lambda members, _: missed_runs(members, targets_of(measured_names(operation)), periods),
        threshold=operation.threshold(_PERIODS),
    )
    return looked_of([answer], _says, nothing_because="nothing was measured")


def _says(answer: Answer) -> str:
    shown = [
        f"{each.key} ({each.measured} in a row from {each.facts['since']})"
        for each in answer.first[:_MOST_NAMED]
    ]
    more = answer.tally.deviating - len(shown)
    named = ", ".join(shown) + (f" and {more} more" if more else "")
    return f"{counted(answer, 'measures')} missed the target without an action: {named}."


def _by_register(operation: Operation) -> Looked:
    """Return what the values in the register tell, where no records tell of any."""
    first_on, last_on = operation.days()
    inside = sorted(
        (
            each
            for each in operation[Measurement].values()
            if each.of in operation[Kpi] and first_on <= each.measured_on <= last_on
        ),
        key=lambda each: (each.of, each.site, each.measured_on),
    )
    runs = [
        (operation[Kpi][of], list(values))
        for (of, _), values in groupby(inside, key=lambda each: (each.of, each.site))
    ]
    return looked_at(
        [_at_site(kpi, values) for kpi, values in runs],
        (deviation for kpi, values in runs for deviation in _missed(operation, kpi, values)),
        unknown=(
            Unknown(kpi.key, "the register names no target or not on which side of it is well")
            for kpi, _ in runs
            if kpi.target is None or kpi.direction is None
        ),
        nothing_because="nothing was measured in the window",
    )


def _at_site(kpi: Kpi, values: list[Measurement]) -> Kpi:
    """Return a measure as that of the site its values are from."""
    return kpi.changed(site=values[0].site) if values[0].site else kpi


def _missed(operation: Operation, kpi: Kpi, values: list[Measurement]) -> Iterator[Deviation]:
    target, direction = kpi.target, kpi.direction
    if target is None or direction is None:
        return
    periods = operation.profile.whole(_PERIODS)
    run, longest = list[Measurement](), list[Measurement]()
    for each in values:
        idle = not direction.reached(each.value, target) and not each.action
        run = [*run, each] if idle else []
        longest = max(longest, run, key=len)
    if len(longest) >= periods:
        yield Deviation(
            about=(kpi.key,),
            says=(
                f"{kpi.name} ({kpi.key}) missed its target of {target:f} {len(longest)} times in "
                f"a row from {longest[0].measured_on}, without an action."
            ),
            measured=f"{len(longest)} in a row",
            threshold=operation.threshold(_PERIODS),
            evidence=tuple(f"measurement {each.key}" for each in longest),
            site=values[0].site,
        )
