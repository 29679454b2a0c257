"""Every record was answered in one way or another: an alert became an incident, or was decided.

Applies to every record; one filled column of several is an answer.
"""

from collections.abc import Mapping, Sequence

from assay.claims.expressions import equal, every, missing, negated, number
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask
from assay.claims.population_test import PopulationTest


def answered(
    members: Members,
    columns: Sequence[str],
    *,
    told: Mapping[str, str] | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that at least one of some columns is filled.

    ``told`` names further columns that a deviation is told with.
    """
    always = equal(number(1), number(1))
    return ask(
        members,
        "response",
        Questions(
            applies=always,
            violated=every(*(missing(members.value(name)) for name in columns)),
            undecidable=negated(always),
        ),
        facts={
            said: members.value(name)
            for said, name in (told or {}).items()
            if name in members.columns
        },
        terms=terms,
    )
