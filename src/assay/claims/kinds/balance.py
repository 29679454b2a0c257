"""What went out is no more than what came in: parts delivered, job by job, than were released.

Quantities are added up over all records of a key, and not only over those of
the window: half of a job may have been released before it.  A key is asked for
where something went out in the window.  Where nothing at all came in, no sum is
held against it: that something is missing is another question.
"""

from dataclasses import dataclass, replace

from sqlglot import exp

from assay.claims.expressions import (
    column,
    count_of,
    equal,
    every,
    first_text,
    given,
    least,
    less,
    minus,
    missing,
    named,
    nothing,
    number,
    some,
    subquery,
    table,
    total,
)
from assay.claims.members import NO_TERMS, Members, Terms
from assay.claims.population_test import MEMBER, Measures, PopulationTest


@dataclass(frozen=True, slots=True)
class Quantities:
    """Which column of some records is added up, and by which they are taken together."""

    records: Members
    by: str
    quantity: str


def balance(out: Quantities, into: Quantities, *, terms: Terms = NO_TERMS) -> PopulationTest:
    """Return the test that for each key the one sum is not above the other."""
    rows = (
        exp.select(
            *(column(name, "went") for name in (*MEMBER, "asked", "out", "out_unknown")),
            *(named(column(name, "came"), name) for name in ("into", "into_unknown")),
        )
        .from_(subquery(_went(out), "went"))
        .join(
            subquery(_came(into), "came"),
            on=equal(column("by", "came"), column("key", "went")),
            join_type="left",
        )
    )
    unknown = some(*(less(number(0), column(name)) for name in ("out_unknown", "into_unknown")))
    more = less(column("into"), column("out"))
    test = PopulationTest(
        "balance",
        rows,
        applies=every(less(number(0), column("asked")), given(column("into_unknown"))),
        violated=more,
        undecidable=unknown,
        measured=minus(column("out"), column("into")),
        facts={"out": column("out"), "into": column("into")},
        scope=terms.scope,
        excepted=terms.excepted,
    )
    return replace(test, measures=Measures.NUMBER)


def _went(out: Quantities) -> exp.Select:
    records = out.records
    by, quantity = records.value(out.by), records.value(out.quantity)
    return (
        exp.select(
            named(by, "key"),
            named(least(column("source_row")), "source_row"),
            *(
                named(first_text(column(name)), name)
                if name in records.columns
                else named(nothing(exp.DType.TEXT), name)
                for name in MEMBER[2:]
            ),
            named(count_of(records.in_window()), "asked"),
            named(total(quantity), "out"),
            named(count_of(missing(quantity)), "out_unknown"),
        )
        .from_(table(records.relation))
        .where(given(by))
        .group_by(by.copy())
    )


def _came(into: Quantities) -> exp.Select:
    by, quantity = into.records.value(into.by), into.records.value(into.quantity)
    return (
        exp.select(
            named(by, "by"),
            named(total(quantity), "into"),
            named(count_of(missing(quantity)), "into_unknown"),
        )
        .from_(table(into.records.relation))
        .where(given(by))
        .group_by(by.copy())
    )
