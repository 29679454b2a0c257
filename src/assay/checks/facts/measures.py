"""Measures of the register, and under which names their values stand among the records.

What a newcomer would get wrong: a measure taken at several sites may stand
there as the measure with the site behind it, "K-01 BRN".
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlglot import exp

from assay.checks.operation import Operation
from assay.claims.expressions import given, table
from assay.claims.kinds.missed_runs import Targets
from assay.claims.small_relations import UNIT_COLUMNS, Unit
from assay.claims.units import Units
from assay.domain.kpi import Kpi
from assay.domain.objective import Direction
from assay.domain.process import Process

FAMILY = "key_measure"


def measured_names(operation: Operation) -> Mapping[str, Kpi | None]:
    """Return every name that values stand under among the records, with its measure."""
    members = operation.members(FAMILY)
    if members is None:
        return {}
    measure = members.value("measure")
    query = (
        exp.select(measure).from_(table(members.relation)).where(given(measure)).group_by(measure)
    )
    names = sorted(str(name) for (name,) in operation.populations.rows(query))
    return {name: _measure(operation, name) for name in names}


def _measure(operation: Operation, name: str) -> Kpi | None:
    measures = operation[Kpi]
    return measures.get(name) or measures.get(name.split(maxsplit=1)[0])


def targets_of(names: Mapping[str, Kpi | None]) -> Targets:
    """Return on which side of its target each name is well, and the targets of the register."""
    known = {name: each for name, each in names.items() if each is not None}
    return Targets(
        [name for name, each in known.items() if each.direction is Direction.AT_LEAST],
        [name for name, each in known.items() if each.direction is Direction.AT_MOST],
        {name: each.target for name, each in known.items() if each.target is not None},
    )


def key_measures(operation: Operation) -> tuple[Kpi, ...]:
    """Return the measures of the key processes; of all where no process is said to be one."""
    processes = operation[Process]
    keys = {each.key for each in processes.values() if each.key_process}
    named = {kpi for each in processes.values() if each.key in keys for kpi in each.kpis}
    return tuple(
        each
        for each in operation[Kpi].values()
        if not keys or each.process in keys or each.key in named
    )


def held_measures(operation: Operation, measures: Iterable[Kpi]) -> Units:
    """Keep measures beside the records, under all their names; one without values by its key."""
    names = measured_names(operation)
    rows = [
        Unit(name, each.site).row()
        for each in measures
        for name in [one for one, kpi in names.items() if kpi == each] or [each.key]
    ]
    held = f"units measure {sha256(repr(rows).encode()).hexdigest()[:12]}"
    operation.populations.hold(held, UNIT_COLUMNS, rows)
    return Units(held)
