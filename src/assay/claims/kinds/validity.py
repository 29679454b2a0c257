"""A value is valid when it is used: the revision that is made to, the person who releases.

Valid are spans of their own: of whom or what, which value, from when and until
when.  A span without a value holds for every value; one without an end goes on.

What a newcomer would get wrong: a list of all who may do something shows that
whoever is not on it may not.  A list of revisions that does not know a part, or
that has none for that day, shows nothing.  ``complete`` says which it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from assay.claims.expressions import (
    at_most,
    choice,
    column,
    count_of,
    equal,
    every,
    first_text,
    flag,
    given,
    less,
    missing,
    named,
    negated,
    number,
    some,
    subquery,
    table,
    text,
)
from assay.claims.members import NO_TERMS, Members, Moment, Terms, UntestableError
from assay.claims.population_test import PopulationTest

_COUNTED = ("valid", "known", "other", "unsure")
_USED = ("used_at", "used_on")


@dataclass(frozen=True, slots=True)
class Spans:
    """Which records tell what is valid, and by which of their columns.

    ``of`` is what or whom they are about.  With ``last_day_counts``, days are
    meant, and the last is one of them; else what ends ends at that instant.
    """

    records: Members
    of: str
    value: str
    begins: str
    ends: str
    last_day_counts: bool = False
    complete: bool = False


@dataclass(frozen=True, slots=True)
class _Held:
    """Whether a span holds at the moment of use: surely, perhaps, or not."""

    surely: exp.Expr
    perhaps: exp.Expr


def validity(
    members: Members,
    of: str,
    values: Sequence[str],
    at: str,
    spans: Spans,
    *,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that one of some values of each member was valid at a moment."""
    used = _used(members, of, values, at, terms)
    owns = [f"own_{place}" for place in range(len(values))]
    same = ("about", *_USED, *owns)
    rows = (
        exp.select(
            *(column(each.alias_or_name, "members") for each in used.selects),
            *(named(column(name, "held"), name) for name in (*_COUNTED, "current")),
        )
        .from_(subquery(used, "members"))
        .join(
            subquery(_counts(used, owns, members.moment(at), spans), "held"),
            on=every(*(equal(column(name, "held"), column(name, "members")) for name in same)),
            join_type="left",
        )
    )
    # What met no span at all was counted nowhere, which is none.
    valid, known, other, unsure = (
        equal(flag(less(number(0), column(name))), number(1)) for name in _COUNTED
    )
    silent = missing(column("about"))
    if owns:
        silent = some(silent, every(*(equal(column(name), text("")) for name in owns)))
    shown = (
        negated(some(unsure, silent))
        if spans.complete
        else every(some(known, other), negated(some(unsure, silent)))
    )
    return PopulationTest(
        "validity",
        rows,
        applies=given(column("used_at")),
        violated=every(negated(valid), shown),
        undecidable=every(negated(valid), negated(shown)),
        facts={
            of: column("about"),
            **{name: column(own) for name, own in zip(values, owns, strict=True)},
            "current": column("current"),
            "then_at": column("used_at"),
        },
        scope=terms.scope,
        excepted=terms.excepted,
    )


def _used(members: Members, of: str, values: Sequence[str], at: str, terms: Terms) -> exp.Select:
    """Return the members with what they used and when; a value that is not there is empty."""
    about, moment = members.value(of), members.moment(at)
    own = [members.value(name) for name in values]
    day = _day(moment)
    rows = members.rows(about, *own, moment.first, day, *terms)
    return exp.select(
        *(column(each.alias_or_name) for each in rows.selects),
        named(about, "about"),
        named(moment.first, "used_at"),
        named(day, "used_on"),
        *(
            named(choice((given(value), value), otherwise=text("")), f"own_{place}")
            for place, value in enumerate(own)
        ),
    ).from_(subquery(rows, "asked"))


def _counts(used: exp.Select, owns: Sequence[str], at: Moment, spans: Spans) -> exp.Select:
    """Return for each use how many spans are of its value, and how many held then."""
    held = _holds(at, spans)
    value = column("value", "spans")
    fits = [equal(value, column(name, "used")) for name in owns]
    same = some(missing(value), *fits) if fits else equal(number(1), number(1))
    grouped = [column(name, "used") for name in ("about", *_USED, *owns)]
    return (
        exp.select(
            *grouped,
            named(count_of(every(same, held.surely)), "valid"),
            named(count_of(same), "known"),
            named(count_of(held.surely), "other"),
            named(count_of(every(same, held.perhaps)), "unsure"),
            named(first_text(choice((held.surely, value))), "current"),
        )
        .from_(subquery(used.copy(), "used"))
        .join(
            subquery(_spans(spans), "spans"),
            on=equal(column("of", "spans"), column("about", "used")),
        )
        .group_by(*(each.copy() for each in grouped))
    )


def _spans(spans: Spans) -> exp.Select:
    records = spans.records
    begins, ends = records.moment(spans.begins), records.moment(spans.ends)
    return exp.select(
        named(records.value(spans.of), "of"),
        named(records.value(spans.value), "value"),
        *(named(begins.first, "begins_at"), named(_day(begins), "begins_on")),
        *(named(ends.first, "ends_at"), named(_day(ends), "ends_on")),
    ).from_(table(records.relation))


def _holds(at: Moment, spans: Spans) -> _Held:
    begin_by_day = at.by_day or spans.records.moment(spans.begins).by_day
    end_by_day = at.by_day or spans.records.moment(spans.ends).by_day
    begins, begun = _pair("begins", by_day=begin_by_day)
    ends, ended = _pair("ends", by_day=end_by_day)
    if spans.last_day_counts:
        surely = every(at_most(begins, begun), some(missing(ends), at_most(ended, ends)))
        return _Held(surely, missing(begins))
    # On one day, nobody can tell which came first where only days are known.
    began = every(given(begins), less(begins, begun) if begin_by_day else at_most(begins, begun))
    going_on = some(missing(ends), less(ended, ends))
    perhaps_begun = some(missing(begins), at_most(begins, begun))
    perhaps_on = some(missing(ends), at_most(ended, ends) if end_by_day else less(ended, ends))
    return _Held(
        every(began, going_on), every(perhaps_begun, perhaps_on, negated(every(began, going_on)))
    )


def _pair(name: str, *, by_day: bool) -> tuple[exp.Column, exp.Column]:
    unit = "on" if by_day else "at"
    return column(f"{name}_{unit}", "spans"), column(f"used_{unit}", "used")


def _day(moment: Moment) -> exp.Expr:
    if moment.day is None:
        raise UntestableError("what is valid for a time has to be told with its days")
    return moment.day
