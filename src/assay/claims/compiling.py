"""Compiles a claim, as the register has it, to the population test that asks it.

What a claim names has to be there: a family without records, a column that the
export lacks, a unit nobody counts in are refused by name, so that the promise
is reported as not tested and for what reason.  Prose is not read here, but for
one thing: whether a bound is a lowest or a highest value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sqlglot import exp

from assay.claims.allowances import allowed_departures
from assay.claims.conditions import midnight, parse_conditions
from assay.claims.expressions import DAY, MICROSECONDS, number
from assay.claims.kinds.absence import absence, never
from assay.claims.kinds.coverage import Reach, coverage
from assay.claims.kinds.deadline import Limit, deadline
from assay.claims.kinds.filled import filled
from assay.claims.kinds.frequency import Rhythm, frequency
from assay.claims.kinds.precedence import precedence
from assay.claims.kinds.reconciliation import reconciliation
from assay.claims.kinds.response import response
from assay.claims.kinds.retention import Keeping, retention
from assay.claims.kinds.segregation import segregation, segregation_of_cases
from assay.claims.kinds.threshold import threshold
from assay.claims.members import Members, Terms, UntestableError, Window
from assay.claims.population_test import PopulationTest
from assay.claims.units import Units
from assay.domain.claim import Claim, ClaimKind
from assay.domain.claim_exception import ClaimException
from assay.domain.record_family import FAMILIES, ColumnType

LOG: Final = "event"
_TIMES: Final = {ColumnType.INSTANT, ColumnType.DATE}
SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}


@dataclass(frozen=True)
class Circumstances:
    """What a claim is compiled against: the day of asking, the window, and the records there are.

    ``units_of`` tells which relation holds the units of a column, fewer by some
    conditions, or nothing where no register knows them.
    """

    as_of: int
    window_from_on: date
    as_of_on: date
    relations: Mapping[str, Members]
    months_before: Callable[[date, int], date]
    cases: Members | None = None
    units_of: Callable[[str, Sequence[str]], Units | None] = lambda _, __: None
    tolerance_days: int = 0
    grace_days: int = 0
    export_begins_on: Mapping[str, date] = field(default_factory=dict)
    window_until_on: date | None = None

    @property
    def last_on(self) -> date:
        """Return the last day of the window, which is that of asking unless another is named."""
        return self.window_until_on or self.as_of_on


def activities_of(claims: Sequence[Claim]) -> frozenset[str]:
    """Return the activities that the case profile has to be made of."""
    named = (name for claim in claims if claim.family == LOG for name in (claim.first, claim.then))
    return frozenset(name for name in named if name)


def compile_claim(
    claim: Claim, given: Circumstances, departures: Sequence[ClaimException] = ()
) -> PopulationTest:
    """Return the population test of a claim."""
    members = given.relations.get(claim.family)
    if members is None:
        raise UntestableError(f"there are no records of {claim.family or 'no family'}")
    asked = _Asked(claim, given, members, tuple(departures))
    test = _KINDS[claim.kind](asked)
    return replace(test, kind=claim.kind.value)


@dataclass(frozen=True)
class _Asked:
    """One claim with all that its kinds ask for."""

    claim: Claim
    given: Circumstances
    records: Members
    departures: tuple[ClaimException, ...]

    @property
    def members(self) -> Members:
        """Return who is asked: the cases of a log, else the records, of the window."""
        if self.claim.family != LOG:
            return self.records
        if self.given.cases is None:
            raise UntestableError("the event log has no case profile")
        return self.given.cases

    def in_window(self, name: str) -> Members:
        """Return the members to whom something happened in the window."""
        members = self.members
        if members.activities is not None:
            name = "began"
        if members.columns.get(name) not in _TIMES:
            return members
        begins = midnight(self.given.window_from_on)
        ends = min(midnight(self.given.last_on) + DAY, self.given.as_of + 1)
        return members.within(Window(name, begins, ends))

    @property
    def when(self) -> str:
        """Return the column that tells when a record came about, where its family has one."""
        family = FAMILIES[self.claim.family]
        return next(
            (each.name for each in family.columns if each.type in _TIMES and each.required), ""
        )

    def need(self, name: str) -> str:
        """Return a part of the claim that its kind cannot do without."""
        value = getattr(self.claim, name)
        if value in {"", None}:
            raise UntestableError(f"the claim names no {name}")
        return str(value)

    def terms(self, members: Members, at: str = "") -> Terms:
        """Return what the claim is about and what was allowed to depart from it."""
        scope = parse_conditions(self.claim.where, members)
        moment = members.moment(at).first if at else number(self.given.as_of)
        return Terms(scope, allowed_departures(self.departures, members, moment).excepted)

    def unit_terms(self) -> Terms:
        """Return what was allowed for units, which are asked for as they are now."""
        units = Members("units", "key", dict.fromkeys(("key", "site", "team"), ColumnType.TEXT))
        also = {self.claim.per: "key"}
        now = number(self.given.as_of)
        return Terms(None, allowed_departures(self.departures, units, now, also=also).excepted)

    def units(self) -> tuple[Units | None, exp.Expr | None]:
        """Return the units, and the conditions on records; others are of the register."""
        known: list[str] = []
        others: list[str] = []
        for each in self.claim.where:
            column = "_".join(each.split("=")[0].split("<")[0].split(">")[0].lower().split())
            (known if column in self.records.columns else others).append(each)
        units = self.given.units_of(self.need("per"), others)
        if others and units is None:
            raise UntestableError(f"no register tells for which {self.claim.per} {others[0]}")
        return units, parse_conditions(known, self.records)

    def limit(self) -> Limit:
        """Return the limit of a deadline."""
        length, unit = self.claim.limit, self.claim.unit.lower().removesuffix("s")
        if length is None:
            raise UntestableError("the claim names no limit")
        if unit == "working day":
            return Limit(int(length), working_days=True)
        if unit not in SECONDS:
            raise UntestableError(
                f"the limit is {length} {self.claim.unit!r}; expected hours, days or working days"
            )
        return Limit(int(length * SECONDS[unit] * MICROSECONDS))


def _frequency(asked: _Asked) -> PopulationTest:
    claim, given = asked.claim, asked.given
    if claim.every is None or claim.every.days is None:
        raise UntestableError("the claim names no rhythm in days")
    units, where = asked.units()
    rhythm = Rhythm(
        claim.every.days, given.tolerance_days, midnight(given.window_from_on),
        midnight(given.last_on),
    )  # fmt: skip
    at, terms = _time_of(asked), asked.unit_terms()
    return frequency(asked.records, at, claim.per, rhythm, units=units, where=where, terms=terms)


def _time_of(asked: _Asked) -> str:
    """Return the column of the instants: people name it as what begins, or as what ends."""
    for name in (asked.claim.then, asked.claim.first):
        if name and asked.records.type_of(name) in _TIMES:
            return name
    raise UntestableError("the claim names no column of instants or dates")


def _coverage(asked: _Asked) -> PopulationTest:
    claim, given, records = asked.claim, asked.given, asked.records
    then = claim.then or asked.need("first")
    if then in given.relations and then in records.columns:
        members, terms = asked.in_window(asked.when), asked.terms(records)
        return reconciliation(members, then, given.relations[then], terms=terms)
    if records.type_of(then) not in _TIMES:
        begins = claim.first if records.columns.get(claim.first) in _TIMES else ""
        members = asked.in_window(begins or asked.when)
        return filled(members, [then], where=begins, terms=asked.terms(members, begins))
    units, where = asked.units()
    since = None
    if claim.every is not None and claim.every.days is not None:
        since = midnight(given.as_of_on) - claim.every.days * 86_400 * MICROSECONDS
    reach = Reach(midnight(given.as_of_on), since, given.grace_days)
    terms = asked.unit_terms()
    return coverage(records, then, claim.per, reach, units=units, where=where, terms=terms)


def _deadline(asked: _Asked) -> PopulationTest:
    first, then = asked.need("first"), asked.need("then")
    members = asked.in_window(first)
    terms = asked.terms(members, first)
    return deadline(members, first, then, asked.limit(), asked.given.as_of, terms=terms)


def _response(asked: _Asked) -> PopulationTest:
    if asked.claim.limit is not None:
        return _deadline(asked)
    first, then = asked.need("first"), asked.need("then")
    members = asked.in_window(first)
    return response(members, first, then, terms=asked.terms(members, first))


def _precedence(asked: _Asked) -> PopulationTest:
    first, then = asked.need("first"), asked.need("then")
    members = asked.in_window(then)
    return precedence(members, first, then, terms=asked.terms(members, then))


def _segregation(asked: _Asked) -> PopulationTest:
    first, then = asked.need("first"), asked.need("then")
    if asked.claim.family == LOG:
        cases = asked.in_window(first)
        terms = asked.terms(cases, first)
        return segregation_of_cases(cases, asked.records, first, then, terms=terms)
    acts = tuple(name.removesuffix("_by") + "_at" for name in (first, then))
    done = [act for act in acts if asked.records.columns.get(act) is ColumnType.INSTANT]
    members = asked.in_window(done[0] if done else "")
    both = (acts[0], acts[1]) if len(done) == len(acts) else None
    return segregation(members, first, then, acts=both, terms=asked.terms(members))


def _threshold(asked: _Asked) -> PopulationTest:
    claim = asked.claim
    bound = claim.limit if claim.limit is not None else asked.need("then")
    at_least = "at least" in claim.quote.lower()
    value, terms = asked.need("first"), asked.terms(asked.records)
    members = asked.in_window(asked.when)
    return threshold(members, value, bound, at_least=at_least, terms=terms)


def _retention(asked: _Asked) -> PopulationTest:
    claim, given = asked.claim, asked.given
    if claim.limit is None or claim.unit.lower().removesuffix("s") != "month":
        raise UntestableError("the claim names no number of months")
    begins = given.export_begins_on.get(claim.family)
    keeping = Keeping(
        midnight(given.months_before(given.as_of_on, int(claim.limit))),
        given.tolerance_days * 86_400 * MICROSECONDS,
        None if begins is None else midnight(begins),
    )
    # Records that are kept for nothing in particular are kept at a site.
    per = claim.per or "site"
    units = given.units_of(per, ()) if claim.per else None
    terms = asked.unit_terms()
    return retention(asked.records, _time_of(asked), per, keeping, units=units, terms=terms)


def _absence(asked: _Asked) -> PopulationTest:
    if asked.claim.then or asked.claim.first:
        members = asked.in_window("")
        return never(members, asked.claim.then or asked.claim.first, terms=asked.terms(members))
    condition = parse_conditions(asked.claim.where, asked.records)
    if condition is None:
        raise UntestableError("the claim does not say what must not be")
    now = number(asked.given.as_of)
    excepted = allowed_departures(asked.departures, asked.records, now).excepted
    # What was taken down outside of these days was not promised anything on them.
    members = asked.in_window(asked.when)
    return absence(members, condition, terms=Terms(None, excepted))


_KINDS: Final[Mapping[ClaimKind, Callable[[_Asked], PopulationTest]]] = {
    ClaimKind.FREQUENCY: _frequency,
    ClaimKind.DEADLINE: _deadline,
    ClaimKind.COVERAGE: _coverage,
    ClaimKind.PRECEDENCE: _precedence,
    ClaimKind.RESPONSE: _response,
    ClaimKind.SEGREGATION: _segregation,
    ClaimKind.THRESHOLD: _threshold,
    ClaimKind.RETENTION: _retention,
    ClaimKind.ABSENCE: _absence,
}
