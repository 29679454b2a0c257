"""A value stays within a bound: a restore within its objective, a share above its target.

The bound is a number or another column.  A record without its value, or
without its bound, is undecidable.
"""

from dataclasses import replace
from decimal import Decimal

from assay.claims.expressions import equal, every, given, less, missing, number, some
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask
from assay.claims.population_test import Measures, PopulationTest


def threshold(
    members: Members,
    value: str,
    bound: Decimal | str,
    *,
    at_least: bool = False,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that a value is at most, or at least, its bound."""
    measured = members.value(value)
    limit = members.value(bound) if isinstance(bound, str) else number(bound)
    beyond = less(measured, limit) if at_least else less(limit, measured)
    unknown = some(missing(measured), missing(limit))
    test = ask(
        members,
        "threshold",
        Questions(
            applies=equal(number(1), number(1)),
            violated=every(given(measured), given(limit), beyond),
            undecidable=unknown,
        ),
        measured=measured,
        facts={"bound": limit},
        terms=terms,
    )
    return replace(test, measures=Measures.NUMBER)
