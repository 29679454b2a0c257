"""Something happens at least, at most or exactly so many times: closed once.

Applies to every member, or to those to whom something else happened.
"""

from assay.claims.expressions import equal, less, number, some
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask
from assay.claims.population_test import PopulationTest


def existence(
    members: Members,
    then: str,
    *,
    at_least: int = 1,
    at_most: int | None = None,
    where: str = "",
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that something happened as often as it should."""
    moment = members.moment(then)
    violated = less(moment.times, number(at_least))
    if at_most is not None:
        violated = some(violated, less(number(at_most), moment.times))
    applies = members.moment(where).happened if where else equal(number(1), number(1))
    return ask(
        members,
        "existence",
        Questions(
            applies=applies,
            violated=violated,
            undecidable=equal(number(0), number(1)),
        ),
        measured=moment.times,
        facts={"first_at": moment.first, "last_at": moment.last},
        terms=terms,
    )
