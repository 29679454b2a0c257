"""Every record of one source is in another one at all: an account in the export of second factors.

What is left out over there is not held against anybody: nobody can tell of it
what that source would have told, so it is undecidable.
"""

from dataclasses import replace

from assay.claims.expressions import equal, number
from assay.claims.kinds.reconciliation import reconciliation
from assay.claims.members import NO_TERMS, Members, Terms
from assay.claims.population_test import PopulationTest


def known_here(
    members: Members, link: str, others: Members, *, terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that each member's link leads to a record of another source."""
    test = reconciliation(members, link, others, terms=terms)
    never = equal(number(0), number(1))
    return replace(test, kind="known here", violated=never, undecidable=test.violated)
