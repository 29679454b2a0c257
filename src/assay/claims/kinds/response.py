"""One thing is followed by another: every nonconformity raised gets its disposition.

Applies where the trigger happened and, where there is a limit, its time is up or
the answer is there.  It is violated where nothing followed the last trigger.
The limit here is time to answer at all; how fast it was is a deadline.
"""

from assay.claims.expressions import at_most, equal, every, less, minus, negated, number, plus, some
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask, comparable
from assay.claims.population_test import PopulationTest


def response(
    members: Members,
    first: str,
    then: str,
    *,
    within: int = 0,
    as_of: int | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that the answer came after the last trigger, if its time is up."""
    trigger, answer = members.moment(first), members.moment(then)
    (_, asked), (_, answered) = comparable(trigger, answer)
    silent = some(negated(answer.happened), less(answered, asked))
    applies = trigger.happened
    if as_of is not None:
        due = less(plus(asked, number(within)), number(as_of))
        followed = every(answer.happened, at_most(asked, answered))
        applies = every(applies, some(due, followed))
    undecidable = every(answer.happened, equal(asked, answered))
    measured = minus(answered, asked)
    return ask(
        members,
        "response",
        Questions(
            applies=applies,
            violated=silent,
            undecidable=undecidable,
        ),
        measured=measured,
        timed=every(answer.happened, at_most(asked, answered)),
        facts={"first_at": trigger.last, "then_at": answer.last},
        terms=terms,
    )
