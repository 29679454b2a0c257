"""Records are kept for a time: logs for 13 months, orders for ten years.

Of each unit the oldest record has to be as old as promised, or as old as the
unit.  Where the export itself begins later, older records may well be there:
a unit whose records reach back to the begin of the export is undecidable.
"""

from dataclasses import dataclass

from sqlglot import exp

from assay.claims.expressions import (
    at_most,
    choice,
    column,
    equal,
    every,
    given,
    least,
    less,
    minus,
    named,
    negated,
    number,
    plus,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest
from assay.claims.units import Units, later, select_units


@dataclass(frozen=True, slots=True)
class Keeping:
    """Since which day records have to be there, with how much tolerance, and the export's begin."""

    since: int
    tolerance: int = 0
    export_begins: int | None = None


def retention(
    records: Members,
    at: str,
    per: str,
    keeping: Keeping,
    *,
    units: Units | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that each unit's records reach back as far as promised."""
    day = records.moment(at).day
    if day is None:
        raise UntestableError(f"{records.relation} does not tell on which day {at} is")
    unit = records.value(per)
    oldest = (
        exp.select(named(unit, "key"), named(least(day), "oldest"))
        .from_(table(records.relation))
        .where(given(unit))
        .group_by(unit.copy())
    )
    rows = (
        exp.select(
            *(column(name, "units") for name in ("key", "site", "team", "since")),
            named(number(0), "source_row"),
            column("oldest", "kept"),
        )
        .from_(subquery(select_units(units, records, per), "units"))
        .join(
            subquery(oldest, "kept"),
            on=equal(column("key", "kept"), column("key", "units")),
            join_type="left",
        )
    )
    needed, found = later(column("since"), keeping.since), column("oldest")
    too_young = less(plus(needed, number(keeping.tolerance)), found)
    begins = keeping.export_begins
    undecidable = negated(equal(number(1), number(1)))
    if begins is not None and begins > keeping.since:
        reaches = at_most(found, number(begins + keeping.tolerance))
        undecidable = every(too_young, reaches)
    return PopulationTest(
        "retention",
        rows,
        applies=given(found),
        violated=too_young,
        undecidable=undecidable,
        measured=choice((given(found), minus(found, needed))),
        facts={"oldest_at": found, "needed_from": needed},
        scope=terms.scope,
        excepted=terms.excepted,
    )
