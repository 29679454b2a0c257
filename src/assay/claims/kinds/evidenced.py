"""Something ends only once it was shown to be well: a change closes once it was validated.

Applies where it ended, of the kind that has to be shown.  It is violated where
the showing has no date, comes after the end, or left no record.  Two instants
that are the same, or on one day where only days are known, are in order.
"""

from sqlglot import exp

from assay.claims.expressions import (
    choice,
    equal,
    every,
    flag,
    given,
    less,
    minus,
    missing,
    negated,
    number,
    some,
    text,
)
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask, comparable
from assay.claims.population_test import PopulationTest


def evidenced(
    members: Members,
    shown: str,
    ended: str,
    *,
    record: str = "",
    required: exp.Expr | None = None,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that each was shown, with a record, before it ended."""
    first, then = members.moment(shown), members.moment(ended)
    (before, _), (after, _) = comparable(first, then)
    faults = {"date": missing(before), "order": every(given(before), less(after, before))}
    if record:
        faults["record"] = missing(members.value(record))
    words = {"date": "missing", "order": "after the end", "record": "missing"}
    violated = some(*faults.values())
    applies, unsaid = then.happened, negated(equal(number(1), number(1)))
    if required is not None:
        yes, no = (equal(flag(each), number(1)) for each in (required, negated(required)))
        # Of what does not say its kind nobody knows whether it has to be shown.
        unsaid = negated(some(yes, no))
        applies = every(applies, negated(no))
    return ask(
        members,
        "precedence",
        Questions(applies=applies, violated=violated, undecidable=every(unsaid, violated)),
        measured=minus(after, before),
        facts={name: choice((fault, text(words[name]))) for name, fault in faults.items()},
        terms=terms,
    )
