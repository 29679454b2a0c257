"""Who left in the window, by the records of leavers and by the register of people.

Both lists are asked: the records come from whoever pays the people, the register
is what the organisation keeps.  Somebody on both lists left when the records say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlglot import exp

from assay.checks.asking import Answer, promises, threshold_of
from assay.checks.facts.people_held import people_held
from assay.checks.measured_values import told_instant
from assay.checks.operation import Operation
from assay.claims.allowances import allowed_departures
from assay.claims.answers import Answers
from assay.claims.compiling import SECONDS
from assay.claims.conditions import midnight
from assay.claims.expressions import (
    DAY,
    MICROSECONDS,
    at_most,
    column,
    equal,
    every,
    given,
    least,
    less,
    missing,
    named,
    nothing,
    number,
    plus,
    subquery,
    table,
)  # fmt: skip
from assay.claims.kinds.left_open import left_open
from assay.claims.members import Members, UntestableError
from assay.claims.promises import Stretch
from assay.domain.claim import Claim
from assay.domain.claim_exception import ClaimException
from assay.domain.deviation import Threshold
from assay.domain.person import Person

_MOST: Final = 200
_SETTING: Final = "acc.leaver_hours"


@dataclass(frozen=True)
class Departures:
    """The lists of those who left; ``independent`` says that one of them is another source's."""

    leavers: Members | None
    people: Members | None
    independent: bool


def departures_of(operation: Operation) -> Departures:
    """Return the lists of leavers that there are."""
    people = people_held(operation) if operation[Person] else None
    leavers = operation.members("leaver")
    return Departures(leavers, people, operation.independent("leaver"))


def account_answers(
    operation: Operation, departures: Departures, answers: Iterable[Answers]
) -> tuple[Answer, ...]:
    """Return what the accounts say of each promise, else by the limit of the profile."""
    asked = [
        Answer(
            each.key, "account", operation, None,
            threshold=threshold_of(operation, each, stretch), promise=each, stretch=stretch,
        )
        for each in promises(operation, answers)
        for stretch in each.stretches
    ] or [_by_setting(operation)]  # fmt: skip
    return tuple(_tested(operation, departures, each) for each in asked)


def _by_setting(operation: Operation) -> Answer:
    setting = operation.threshold(_SETTING)
    return Answer(
        "accounts of leavers", "account", operation, None,
        threshold=Threshold(setting.value, setting.stated_in),
    )  # fmt: skip


def _tested(operation: Operation, departures: Departures, asked: Answer) -> Answer:
    accounts = operation.members("account")
    if accounts is None:
        return replace(asked, untestable="there are no records of account")
    try:
        claim = asked.stretch.claim if asked.stretch else None
        limit = _limit(claim) if claim else operation.profile.whole(_SETTING) * _AN_HOUR
        days = _days(operation, asked.stretch)
        gone = _gone(departures, days[1])
        # Who left before the window is asked by what was promised at its begin.
        since = midnight(days[0])
        if days[0] > operation.window.first_on:
            gone = gone.where(less(number(since), column("left_at")))
        test = left_open(
            accounts, gone, limit, operation.as_of_end, since=since,
            by_day=departures.leavers is not None and "left_at" in departures.leavers.by_day,
            excepted=_excepted(operation, claim, accounts),
        )  # fmt: skip
    except UntestableError as error:
        return replace(asked, untestable=str(error))
    return replace(asked, test=replace(test, sites=operation.sites))


_AN_HOUR: Final = 3600 * MICROSECONDS


def _limit(claim: Claim) -> int:
    unit = claim.unit.lower().removesuffix("s")
    if claim.limit is None or unit not in SECONDS:
        raise UntestableError(f"the limit is {claim.limit} {claim.unit!r}; expected hours or days")
    return int(claim.limit * SECONDS[unit] * MICROSECONDS)


def _days(operation: Operation, stretch: Stretch | None) -> tuple[date, date]:
    return (stretch.from_on, stretch.until_on) if stretch else operation.days()


def _excepted(operation: Operation, claim: Claim | None, accounts: Members) -> tuple[exp.Expr, ...]:
    told = operation[ClaimException].values() if claim else ()
    own = [each for each in told if claim and each.claim == claim.key]
    return allowed_departures(own, accounts, number(operation.as_of_end)).excepted


def _gone(departures: Departures, until_on: date) -> exp.Select:
    """Return the query for who had left by the end of a day, and when, once each."""
    by_records = _by_records(departures.leavers) if departures.leavers else None
    by_people = _by_people(departures.people, by_records) if departures.people else None
    parts = [each for each in (by_records, by_people) if each is not None]
    if not parts:
        raise UntestableError("no list tells who left")
    both = parts[0] if len(parts) == 1 else exp.union(*parts, distinct=False)
    by_then = at_most(column("left_at"), number(midnight(until_on) + DAY))
    return exp.select(*_columns()).from_(subquery(both, "gone")).where(by_then)


def _columns() -> Sequence[exp.Expr]:
    return [column(name) for name in ("who", "left_at", "site", "team")]


def _by_records(leavers: Members) -> exp.Select:
    left = leavers.value("left_at")
    # Known to the day only, somebody left when that day was over.
    end = plus(left, number(DAY)) if "left_at" in leavers.by_day else left
    texts = [
        named(column(name) if name in leavers.columns else nothing(exp.DType.TEXT), name)
        for name in ("site", "team")
    ]
    person = leavers.value("person")
    whole = exp.select(named(person, "who"), named(end, "left_at"), *texts).from_(
        table(leavers.relation)
    )
    latest = (named(least(column(name)), name) for name in ("left_at", "site", "team"))
    return (
        exp.select(column("who"), *latest)
        .from_(subquery(whole, "told"))
        .where(every(given(column("who")), given(column("left_at"))))
        .group_by(column("who"))
    )


def _by_people(people: Members, known: exp.Select | None) -> exp.Select:
    query = exp.select(
        named(column("person_key", "people"), "who"),
        named(column("gone", "people"), "left_at"),
        *(column(name, "people") for name in ("site", "team")),
    ).from_(table(people.relation, "people"))
    if known is None:
        return query.where(given(column("gone", "people")))
    on = equal(column("who", "known"), column("person_key", "people"))
    return query.join(subquery(known.copy(), "known"), on=on, join_type="left").where(
        every(given(column("gone", "people")), missing(column("who", "known")))
    )


def one_sided_departures(operation: Operation, departures: Departures) -> Iterator[tuple[str, str]]:
    """Yield who left by one of the two lists only, with what each says."""
    if departures.leavers is None or departures.people is None:
        return
    first, last = (midnight(day) for day in operation.days())
    records = _by_records(departures.leavers)
    joined = (
        exp.select(
            column("person_key", "people"), column("gone", "people"), column("left_at", "records")
        )
        .from_(table(departures.people.relation, "people"))
        .join(
            subquery(records, "records"),
            on=equal(column("who", "records"), column("person_key", "people")),
            join_type="left",
        )
    )
    begins, ends = number(first), number(last + DAY)
    left = every(given(column("gone")), less(begins, column("gone")), at_most(column("gone"), ends))
    only_people = every(left, equal(column("staff"), number(1)), missing(column("left_at")))
    told = every(given(column("left_at")), at_most(begins, column("left_at")))
    only_records = every(told, at_most(column("left_at"), ends), missing(column("gone")))
    for where in (only_people, only_records):
        query = joined.copy().where(where).order_by(column("person_key", "people")).limit(_MOST)
        yield from (
            (who, _told(gone, left_at)) for who, gone, left_at in operation.populations.rows(query)
        )


def _told(gone: int | None, left_at: int | None) -> str:
    if gone is not None:
        day = told_instant(gone - DAY)[:10]
        return f"left on {day} by the register of people, and is in no record of leavers"
    return (
        f"left at {told_instant(left_at or 0)} by the records of leavers, "
        "and works here by the register of people"
    )
