"""Each record has another that belongs to it, in time: a delivery its release, a job its review.

Two belong together where some columns say the same, such as the job of both.
It is violated where nothing belongs to a record, where the instant is missing,
or where the earliest comes after what it had to come before.  At one instant,
or on one day where only days are known, nobody can tell.

What a newcomer would get wrong: what it had to come before may be a moment of
the record, or one of further records that belong to it.  Where that has not
happened, nothing is asked yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from assay.claims.expressions import (
    column,
    count,
    equal,
    every,
    given,
    least,
    less,
    minus,
    missing,
    named,
    negated,
    nothing,
    number,
    some,
    subquery,
    table,
)
from assay.claims.members import NO_TERMS, Members, Moment, Terms, UntestableError
from assay.claims.population_test import PopulationTest

_AT, _ON, _MANY = "at", "on", "many"


@dataclass(frozen=True)
class Through:
    """A family in between: ``link`` of the other records leads to its key."""

    records: Members
    link: str


@dataclass(frozen=True)
class Others:
    """What belongs to a member: records whose ``columns`` answer to its own, one for one.

    Where a family in between has the columns, ``through`` names it.  ``at`` is
    when each came about; without it, that it is there is enough.
    """

    records: Members
    columns: tuple[str, ...]
    at: str = ""
    where: exp.Expr | None = None
    through: Through | None = None

    @property
    def by_day(self) -> bool:
        """Say whether their moment is known to the day only."""
        return bool(self.at) and self.records.moment(self.at).by_day

    @property
    def places(self) -> list[str]:
        """Return what the columns are called among what belongs together."""
        return [f"by_{place}" for place in range(len(self.columns))]

    def select(self) -> exp.Select:
        """Return the query for how many belong together, and when the earliest came about."""
        return (
            exp.select(
                *(column(place) for place in self.places),
                named(count(), _MANY),
                named(least(column(_AT)), _AT),
                named(least(column(_ON)), _ON),
            )
            .from_(subquery(self._each(), "each"))
            .group_by(*(column(place) for place in self.places))
        )

    def _each(self) -> exp.Select:
        times = self._times()
        if self.through is None:
            return self._picked(*_answering(self.records, self.columns), *times)
        link = named(self.records.value(self.through.link), "link")
        between = self.through.records
        answering = exp.select(
            named(between.value(between.key), "linked"), *_answering(between, self.columns)
        ).from_(table(between.relation))
        return (
            exp.select(
                *(column(place, "between") for place in self.places),
                *(column(name, "others") for name in (_AT, _ON)),
            )
            .from_(subquery(self._picked(link, *times), "others"))
            .join(
                subquery(answering, "between"),
                on=equal(column("linked", "between"), column("link", "others")),
            )
        )

    def _times(self) -> tuple[exp.Alias, exp.Alias]:
        if not self.at:
            silent = nothing(exp.DType.BIGINT)
            return named(silent, _AT), named(silent, _ON)
        moment = self.records.moment(self.at)
        return named(moment.first, _AT), named(_day(moment), _ON)

    def _picked(self, *values: exp.Expr) -> exp.Select:
        query = exp.select(*values).from_(table(self.records.relation))
        return query if self.where is None else query.where(self.where)


def _answering(records: Members, columns: Sequence[str]) -> list[exp.Alias]:
    return [named(records.value(name), f"by_{place}") for place, name in enumerate(columns)]


def _day(moment: Moment) -> exp.Expr:
    if moment.day is None:
        raise UntestableError("what belongs together has to be told with its days")
    return moment.day


def matching(
    members: Members,
    columns: Sequence[str],
    others: Others,
    *,
    then: str | Others = "",
    alone_is_asked: bool = True,
    terms: Terms = NO_TERMS,
) -> PopulationTest:
    """Return the test that something belongs to each member, and came before a moment.

    Unless ``alone_is_asked``, a member to whom nothing belongs is asked for nothing.
    """
    keys = [members.value(name) for name in columns]
    own = members.moment(then) if isinstance(then, str) and then else None
    times = [named(own.first, "then_at"), named(_day(own), "then_on")] if own else []
    wanted = members.rows(*keys, *(each.this for each in times), *terms)
    rows = exp.select(
        *(column(each.alias_or_name, "members") for each in wanted.selects),
        *(named(column(each.this.name, "members"), each.alias) for each in times),
        *(named(column(name, "others"), f"other_{name}") for name in (_MANY, _AT, _ON)),
    ).from_(subquery(wanted, "members"))
    rows = _join(rows, keys, others, "others")
    if isinstance(then, Others):
        told = (named(column(name, "later"), f"then_{name}") for name in (_AT, _ON))
        rows = _join(rows.select(*told), keys, then, "later")
    asked = equal(number(1), number(1)) if alone_is_asked else given(column("other_many"))
    if not then:
        there = column("other_at" if others.at else "other_many")
        return _told(rows, asked, missing(there), negated(asked), terms)
    by_day = others.by_day or (own.by_day if own else isinstance(then, Others) and then.by_day)
    unit = _ON if by_day else _AT
    before, after = column(f"other_{unit}"), column(f"then_{unit}")
    late = some(missing(before), less(after, before))
    tied = every(given(before), equal(before, after))
    return _told(rows, every(asked, given(after)), late, tied, terms, minus(after, before))


def _join(rows: exp.Select, keys: Sequence[exp.Column], others: Others, name: str) -> exp.Select:
    on = (
        equal(column(place, name), column(key.name, "members"))
        for key, place in zip(keys, others.places, strict=True)
    )
    return rows.join(subquery(others.select(), name), on=every(*on), join_type="left")


def _told(
    rows: exp.Select,
    applies: exp.Expr,
    violated: exp.Expr,
    undecidable: exp.Expr,
    terms: Terms,
    measured: exp.Expr | None = None,
) -> PopulationTest:
    facts = {"first_at": column("other_at")}
    if measured is None:
        return PopulationTest(
            "matching",
            rows,
            applies=applies,
            violated=violated,
            undecidable=undecidable,
            facts=facts,
            scope=terms.scope,
            excepted=terms.excepted,
        )
    return PopulationTest(
        "matching",
        rows,
        applies=applies,
        violated=violated,
        undecidable=undecidable,
        measured=measured,
        facts={**facts, "then_at": column("then_at")},
        scope=terms.scope,
        excepted=terms.excepted,
    )
