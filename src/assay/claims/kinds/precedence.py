"""One thing comes before another: approved before implemented, released before delivered.

Applies where the later one happened.  It is violated where the earlier one never
happened, or first happened after the later one first did.  Two things at one
instant, or on one day where only days are known, are undecidable.
"""

from assay.claims.expressions import equal, every, less, minus, negated, some
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask, comparable
from assay.claims.population_test import PopulationTest


def precedence(
    members: Members, first: str, then: str, *, terms: Terms = NO_TERMS
) -> PopulationTest:
    """Return the test that the one happened before the other."""
    earlier, later = members.moment(first), members.moment(then)
    (before, _), (after, _) = comparable(earlier, later)
    violated = some(negated(earlier.happened), less(after, before))
    undecidable = every(earlier.happened, equal(before, after))
    measured = minus(after, before)
    return ask(
        members,
        "precedence",
        Questions(
            applies=later.happened,
            violated=violated,
            undecidable=undecidable,
        ),
        measured=measured,
        facts={"first_at": earlier.first, "then_at": later.first},
        terms=terms,
    )
