"""Which sources capture logs, and since when: those whose records have events.

Only these can be looked through, and each of them has to be, whether or not
anybody ever did.
"""

from typing import Final

from sqlglot import exp

from assay.checks.operation import Operation
from assay.claims.conditions import midnight
from assay.claims.expressions import (
    column,
    every,
    first_text,
    given,
    least,
    less,
    named,
    nothing,
    number,
    table,
)
from assay.claims.members import UntestableError
from assay.claims.small_relations import UNIT_COLUMNS
from assay.domain.system import System

CAPTURING: Final = "sources that capture"


def hold_capturing_sources(operation: Operation) -> str:
    """Keep the sources that capture events as units, and return the name of their relation.

    Where a source is a system of the register, it is there until that was switched off.
    """
    members = operation.members("log_source")
    if members is None:
        raise UntestableError("there are no records of log_source")
    source, day = members.value("source"), members.moment("day").day
    texts = (
        named(
            first_text(column(name)) if name in members.columns else nothing(exp.DType.TEXT), name
        )
        for name in ("site", "team")
    )
    query = (
        exp.select(named(source, "key"), *texts, named(least(day or source), "since"))
        .from_(table(members.relation))
        .where(every(given(source), less(number(0), column("events"))))
        .group_by(source.copy())
    )
    systems = operation[System]
    rows = []
    for key, site, team, since in sorted(operation.populations.rows(query), key=str):
        retired_on = systems[key].retired_on if key in systems else None
        rows.append((key, site, team, since, midnight(retired_on) if retired_on else None))
    operation.populations.hold(CAPTURING, UNIT_COLUMNS, rows)
    return CAPTURING
