"""Something is done only once it was approved, but in haste the approval may follow.

Applies where it was done and, in haste, once the days are over.  What was
approved at the very instant it was done was approved; on one day, where only
days are known, nobody can tell.  A record that does not say whether there was
haste is judged where both ways agree.
"""

from sqlglot import exp

from assay.claims.expressions import (
    DAY,
    equal,
    every,
    flag,
    given,
    less,
    minus,
    missing,
    negated,
    number,
    plus,
    some,
)
from assay.claims.members import NO_TERMS, Members, Questions, Terms, ask, comparable
from assay.claims.population_test import PopulationTest

_NEVER = negated(equal(number(1), number(1)))


def approval(
    members: Members,
    approved: str,
    done: str,
    *,
    haste: exp.Expr,
    within_days: int,
    as_of: int,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that each was approved before it was done, in haste some days after."""
    first, then = members.moment(approved), members.moment(done)
    (before, _), (after, _) = comparable(first, then)
    by_day = first.by_day or then.by_day
    late = some(missing(before), less(after, before))
    last = plus(after, number(within_days * DAY))
    waiting = every(missing(before), less(last, number(as_of // DAY * DAY if by_day else as_of)))
    too_late = some(waiting, every(given(before), less(last, before)))
    same_day = every(given(before), equal(before, after)) if by_day else _NEVER
    hasty = equal(flag(haste), number(1))
    calm = equal(flag(negated(haste)), number(1))
    unsaid = negated(some(hasty, calm))
    pending = every(hasty, missing(before), negated(waiting))
    return ask(
        members,
        "precedence",
        Questions(
            applies=every(then.happened, negated(pending)),
            violated=some(every(calm, late), every(negated(calm), too_late)),
            undecidable=some(
                every(negated(hasty), same_day),
                every(unsaid, late, negated(too_late)),
            ),
        ),
        measured=minus(before, after),
        facts={"first_at": first.first, "then_at": then.first},
        terms=terms,
    )
