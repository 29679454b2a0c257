"""Every record carries something: a release its certificate, a closed incident its lessons.

Applies to every record, or to those to which something happened.  A column of
yes and no has to say yes; where it is silent, nobody can tell.
"""

from collections.abc import Sequence

from assay.claims.expressions import equal, every, missing, negated, number, some
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask
from assay.claims.population_test import PopulationTest
from assay.domain.record_family import ColumnType


def filled(
    members: Members, columns: Sequence[str], *, where: str = "", terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that every one of some columns is filled, or says yes."""
    always = equal(number(1), number(1))
    applies = members.moment(where).happened if where else always
    empty, unknown = [], []
    for name in columns:
        value = members.value(name)
        if members.type_of(name) is ColumnType.FLAG:
            # Of something missing this is unknown, which is not a no.
            empty.append(every(negated(missing(value)), equal(value, number(0))))
            unknown.append(missing(value))
        else:
            empty.append(missing(value))
    violated = some(*empty)
    undecidable = every(negated(violated), some(*unknown)) if unknown else negated(always)
    return ask(
        members,
        "coverage",
        Questions(
            applies=applies,
            violated=violated,
            undecidable=undecidable,
        ),
        terms=terms,
    )
