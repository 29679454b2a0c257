"""Something is done within a time of something else: logged within 24 hours of detection.

What has not been done is late from the moment its time is up; before that the
promise does not apply yet.  Where the end comes before its beginning, or the
beginning is missing, the delay is unknown and the record undecidable.

A limit in days counts days, as people do, where a column knows no more than the
day; a limit in hours cannot be decided there for two neighbouring days.  Working
days are counted by the calendar of the site: a relation ``working_day`` that
tells for each site and day how many working days there have been until it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlglot import exp

from assay.claims.expressions import (
    DAY,
    at_most,
    choice,
    column,
    equal,
    every,
    given,
    less,
    minus,
    missing,
    named,
    negated,
    number,
    some,
    subquery,
    table,
)
from assay.claims.members import (
    NO_TERMS,
    Members,
    Moment,
    Questions,
    Terms,
    UntestableError,
    ask,
    comparable,
)
from assay.claims.population_test import Measures, PopulationTest

WORKING_DAYS: Final = "working_day"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take: microseconds, or a number of working days."""

    length: int
    working_days: bool = False


@dataclass(frozen=True, slots=True)
class _Delay:
    """How long it took or has waited, and what that says; ``unsure`` where it says nothing."""

    taken: exp.Expr
    waited: exp.Expr
    late: exp.Expr
    overdue: exp.Expr
    unsure: exp.Expr


def deadline(
    members: Members,
    first: str,
    then: str,
    limit: Limit,
    as_of: int,
    *,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that the one came within the limit after the other."""
    begin, end = members.moment(first), members.moment(then)
    if limit.working_days:
        return _in_working_days(members, (begin, end), limit, as_of, terms)
    (begun, _), (ended, _) = comparable(begin, end)
    by_day = begin.by_day or end.by_day
    now = as_of // DAY * DAY if by_day else as_of
    # Two days apart may be a second more than one day, or a second less than three.
    spread = DAY if by_day and limit.length % DAY else 0
    taken, waited = minus(ended, begun), minus(number(now), begun)
    late = less(number(limit.length), taken)
    unsure = less(number(1), number(0))
    if spread:
        late = at_most(number(limit.length + spread), taken)
        unsure = every(negated(late), less(number(limit.length - spread), taken))
    overdue = less(number(limit.length + spread), waited)
    delay = _Delay(taken, waited, late, overdue, unsure)
    return _told(members, (begin, end), delay, terms)


def _told(
    members: Members, moments: tuple[Moment, Moment], delay: _Delay, terms: Terms
) -> PopulationTest:
    begin, end = moments
    open_still = every(begin.happened, negated(end.happened))
    overdue = every(open_still, delay.overdue)
    backwards = every(begin.happened, end.happened, less(delay.taken, number(0)))
    return ask(
        members,
        "deadline",
        Questions(
            applies=some(end.happened, overdue),
            violated=some(overdue, every(end.happened, delay.late)),
            undecidable=some(negated(begin.happened), backwards, every(end.happened, delay.unsure)),
        ),
        measured=choice((end.happened, delay.taken), otherwise=delay.waited),
        # What is still open has no delay yet, only an age.
        timed=every(begin.happened, end.happened),
        facts={"first_at": begin.first, "then_at": end.first},
        terms=terms,
    )


def _in_working_days(
    members: Members, moments: tuple[Moment, Moment], limit: Limit, as_of: int, terms: Terms
) -> PopulationTest:
    """Return the test with delays counted in the working days of each member's site."""
    begin, end = moments
    if begin.day is None or end.day is None:
        raise UntestableError(f"{members.relation} has no days to count working days between")
    taken, waited = minus(column("ended"), column("begun")), minus(column("now"), column("begun"))
    length = number(limit.length)
    # A site or a day that no calendar knows leaves the delay unknown: that is undecidable,
    # and no reason for the promise not to apply.
    overdue = some(missing(waited), less(length, waited))
    unsure = missing(taken)
    delay = _Delay(taken, waited, every(given(taken), less(length, taken)), overdue, unsure)
    test = _told(members, moments, delay, terms)
    asked = (begin.happened, end.happened, begin.first, end.first, begin.day, end.day)
    wanted = members.rows(*asked, *terms)
    now = number(as_of // DAY * DAY)
    return replace(
        test,
        measures=Measures.WORKING_DAYS,
        rows=_with_working_days(wanted, {"begun": begin.day, "ended": end.day, "now": now}),
        undecidable=some(
            test.undecidable,
            every(begin.happened, negated(end.happened), missing(waited)),
        ),
    )


def _with_working_days(members: exp.Select, days: Mapping[str, exp.Expr]) -> exp.Select:
    """Return the members with how many working days their site had until each of some days."""
    query = exp.select(
        *(column(each.alias_or_name, "members") for each in members.selects),
        *(named(column("number", name), name) for name in days),
    ).from_(subquery(members, "members"))
    for name, day in days.items():
        on = every(
            equal(column("site", name), column("site", "members")),
            equal(column("day", name), _of_members(day)),
        )
        query = query.join(table(WORKING_DAYS, name), on=on, join_type="left")
    return query


def _of_members(day: exp.Expr) -> exp.Expr:
    return column(day.name, "members") if isinstance(day, exp.Column) else day
