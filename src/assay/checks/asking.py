"""Asks the records: compiles promises to population tests, runs them, and keeps what they say.

A promise that cannot be tested is told by name and with the reason.  So is one
where some records decide nothing: what cannot be told is not kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Final, TypeAlias

from assay.checks.facts.calendar import months_before
from assay.checks.facts.promise_units import promise_units
from assay.checks.facts.working_days import working_day_rows
from assay.checks.measured_values import told_facts, told_value
from assay.checks.operation import Operation
from assay.claims.answers import Answers
from assay.claims.compiling import LOG, Circumstances, activities_of, compile_claim
from assay.claims.kinds.deadline import WORKING_DAYS
from assay.claims.members import Members, UntestableError
from assay.claims.population_test import PopulationTest
from assay.claims.promises import Promise, Stretch, promise_of, same_promise
from assay.claims.small_relations import CALENDAR_COLUMNS, UNIT_COLUMNS
from assay.claims.tally import Side, Tally
from assay.claims.units import Units
from assay.domain.claim import Claim, ClaimKind
from assay.domain.claim_exception import ClaimException
from assay.domain.deviation import Threshold
from assay.domain.document_version import DocumentVersion
from assay.domain.figures import MOST_LISTED, Figures, ListedRecord
from assay.domain.record_family import FAMILIES

DOCUMENTS: Final = "document"
"""Promises about documents are held against the register of documents, at Stage 1."""

Known: TypeAlias = Callable[[Circumstances], Circumstances]

_MEDIAN: Final = Fraction(1, 2)
_P95: Final = Fraction(95, 100)
_USUAL: Final = (_MEDIAN, _P95)
_EARLIEST: Final = date(2000, 1, 1)


def _as_told(given: Circumstances) -> Circumstances:
    return given


@dataclass(frozen=True)
class Answer:
    """One population test that was run, or the reason why it could not be."""

    name: str
    family: str
    operation: Operation
    test: PopulationTest | None
    threshold: Threshold | None = None
    promise: Promise | None = None
    stretch: Stretch | None = None
    untestable: str = ""

    @cached_property
    def tally(self) -> Tally:
        """Return how many members fell to which side."""
        return self.operation.populations.tally(self.test) if self.test else Tally.none()

    @cached_property
    def why_not_tested(self) -> str:
        """Return why nothing, or not everything, could be told."""
        if self.untestable:
            return self.untestable
        if (because := self.tally.not_tested_because) is not None:
            return because.value
        undecidable, applies = self.tally.undecidable, self.tally.decided + self.tally.undecidable
        return f"{undecidable} of {applies} cannot be decided" if undecidable else ""

    def tally_by(self, *by: str) -> dict[tuple[str, ...], Tally]:
        """Return the tally of each site, team or both."""
        return dict(self.operation.populations.tally_by(self.test, by)) if self.test else {}

    @cached_property
    def first(self) -> tuple[ListedRecord, ...]:
        """Return the first deviations, in the order of their keys."""
        return self.listed(Side.DEVIATING) if self.tally.deviating else ()

    def listed(
        self, side: Side, *, limit: int = MOST_LISTED, offset: int = 0
    ) -> tuple[ListedRecord, ...]:
        """Return a page of the members on one side, with their values as people read them."""
        if self.test is None:
            return ()
        return list_records(self.operation, self.test, side, limit=limit, offset=offset)

    def quantile(self, share: Fraction) -> Fraction | None:
        """Return a quantile of what was measured, in the unit of the test."""
        if share in _USUAL:
            return self._usual_quantiles.get(share)
        return self._quantiles(share).get(share)

    @cached_property
    def _usual_quantiles(self) -> Mapping[Fraction, Fraction]:
        return self._quantiles(*_USUAL)

    def _quantiles(self, *shares: Fraction) -> Mapping[Fraction, Fraction]:
        if self.test is None or not self.tally.decided:
            return {}
        return self.operation.populations.quantiles(self.test, shares)

    def told_quantile(self, share: Fraction) -> str:
        """Return a quantile as people read it; empty where nothing was measured."""
        found = self.quantile(share)
        return "" if found is None or self.test is None else told_value(found, self.test.measures)

    @cached_property
    def figures(self) -> Figures:
        """Return everything that the test counted."""
        sides = self.tally
        first_on, last_on = self.operation.window
        stretch, threshold = self.stretch, self.threshold
        return Figures(
            test=self.name,
            family=self.family,
            from_on=stretch.from_on if stretch else first_on,
            until_on=stretch.until_on if stretch else last_on,
            population=sides.population,
            not_applicable=sides.not_applicable,
            excepted=sides.excepted,
            undecidable=sides.undecidable,
            deviating=sides.deviating,
            conforming=sides.conforming,
            claim=self.promise.key if self.promise else "",
            in_force=stretch.in_force if stretch else "",
            threshold=threshold.value if threshold else "",
            stated_in=threshold.stated_in if threshold else "",
            first=self.first,
            sources=self.operation.populations.statements(self.family),
            median=self.told_quantile(_MEDIAN),
            percentile_95=self.told_quantile(_P95),
            not_tested_because=self.why_not_tested,
            query=self.operation.populations.text(self.test) if self.test else "",
        )


def list_records(
    operation: Operation,
    test: PopulationTest,
    side: Side,
    *,
    limit: int = MOST_LISTED,
    offset: int = 0,
) -> tuple[ListedRecord, ...]:
    """Return a page of the members on one side of a test, with their values as people read them."""
    page = operation.populations.listed(test, side=side, limit=limit, offset=offset)
    return tuple(
        ListedRecord(
            each.key,
            each.source_row,
            each.site,
            each.team,
            told_value(each.measured, test.measures),
            told_facts(each.facts),
        )
        for each in page
    )


def promises(operation: Operation, answers: Iterable[Answers]) -> tuple[Promise, ...]:
    """Return the promises of some shapes, each in its latest version, over the window."""
    shapes = tuple(answers)
    register = operation[Claim]
    claims = [each for each in register.values() if any(shape.to(each) for shape in shapes)]
    found = []
    for claim in claims:
        others = [each for each in claims if same_promise(each, claim)]
        if any(_is_later(each, claim) for each in others):
            continue
        earlier = [*others, *_earlier_wordings(operation, claim)]
        versions = [
            each for each in operation[DocumentVersion].values() if each.document == claim.document
        ]
        found.append(promise_of(claim, earlier, versions, *operation.days()))
    return tuple(sorted(found, key=lambda each: each.key))


def _is_later(one: Claim, other: Claim) -> bool:
    def parts(version: str) -> tuple[object, ...]:
        pieces = version.split(".")
        return tuple((0, int(each), "") if each.isdigit() else (1, 0, each) for each in pieces)

    return (parts(one.version), one.key) > (parts(other.version), other.key)


def _earlier_wordings(operation: Operation, claim: Claim) -> Iterator[Claim]:
    """Yield how a claim read for earlier versions of its document, from its own history."""
    for revision in operation.dossier.history(Claim, claim.key):
        if revision.after is not None and revision.after.version != claim.version:
            yield revision.after


def ask_promises(
    operation: Operation,
    answers: Iterable[Answers],
    *,
    grace_days: int | None = None,
    known: Known = _as_told,
    allowed: Sequence[ClaimException] = (),
) -> tuple[Answer, ...]:
    """Return what the records say of each promise of some shapes, a stretch at a time.

    ``known`` is told what a promise is compiled against, and may know it better:
    units that no register has, another tolerance.  ``allowed`` are departures
    that the records themselves tell, beside those of the register.
    """
    return tuple(
        answer
        for promise in promises(operation, answers)
        for answer in ask_promise(
            operation, promise, grace_days=grace_days, known=known, allowed=allowed
        )
    )


def ask_promise(
    operation: Operation,
    promise: Promise,
    *,
    grace_days: int | None = None,
    known: Known = _as_told,
    allowed: Sequence[ClaimException] = (),
) -> Iterator[Answer]:
    """Yield what the records say of one promise: an answer for each of its stretches.

    Asked in the same way again, as several checks do, it is not compiled anew.
    """
    if (grace_days, known, tuple(allowed)) != (None, _as_told, ()):
        yield from _asked_anew(operation, promise, grace_days, known, allowed)
        return
    kept: dict[Promise, tuple[Answer, ...]] = operation.__dict__.setdefault("_answers", {})
    if promise not in kept:
        kept[promise] = tuple(_asked_anew(operation, promise, grace_days, known, allowed))
    yield from kept[promise]


def _asked_anew(
    operation: Operation,
    promise: Promise,
    grace_days: int | None,
    known: Known,
    allowed: Sequence[ClaimException],
) -> Iterator[Answer]:
    claim = promise.claim
    if promise.untestable:
        yield Answer(
            claim.key, claim.family, operation, None, promise=promise, untestable=promise.untestable
        )
    said = [each for each in operation[ClaimException].values() if each.claim == claim.key]
    departures = [*said, *allowed]
    for stretch in promise.stretches:
        asked = Answer(
            claim.key,
            claim.family,
            operation,
            None,
            threshold=threshold_of(operation, promise, stretch),
            promise=promise,
            stretch=stretch,
        )
        try:
            given = known(circumstances(operation, stretch, grace_days=grace_days))
            test = compile_claim(stretch.claim, given, departures)
        except UntestableError as error:
            yield replace(asked, untestable=str(error))
        else:
            yield replace(asked, test=replace(test, sites=operation.sites))


def ask(
    operation: Operation,
    name: str,
    family: str,
    test: Callable[[Members], PopulationTest],
    *,
    threshold: Threshold | None = None,
) -> Answer:
    """Return what the records of a family say of a test that no document promises.

    ``test`` is given the members of the family; without any, nothing is tested.
    """
    asked = Answer(name, family, operation, None, threshold=threshold)
    members = operation.members(family)
    if members is None:
        return replace(asked, untestable=f"there are no records of {family}")
    try:
        return replace(asked, test=replace(test(members), sites=operation.sites))
    except UntestableError as error:
        return replace(asked, untestable=str(error))


_WITHOUT_A_LIMIT: Final[Mapping[ClaimKind, str]] = MappingProxyType(
    {
        ClaimKind.FREQUENCY: "as often as promised",
        ClaimKind.DEADLINE: "done in every case",
        ClaimKind.COVERAGE: "every one",
        ClaimKind.PRECEDENCE: "in that order every time",
        ClaimKind.RESPONSE: "an answer to each",
        ClaimKind.SEGREGATION: "two people every time",
        ClaimKind.THRESHOLD: "the promised value",
        ClaimKind.RETENTION: "as long as promised",
        ClaimKind.ABSENCE: "none at all",
    }
)
"""What a promise of each kind is held against where it names no figure."""


def threshold_of(operation: Operation, promise: Promise, stretch: Stretch) -> Threshold:
    """Return what a promise is held against, and who says so."""
    claim = stretch.claim
    tolerance = operation.setting("freq.tolerance_days")
    if claim.every is not None and claim.every.days is not None and claim.limit is None:
        days = operation.profile.whole("freq.tolerance_days")
        return Threshold(
            f"{claim.every} ({claim.every.days} days), with {days} days of tolerance",
            f"{promise.stated_in}; tolerance: {tolerance.threshold_from}",
        )
    value = f"{claim.limit.normalize():f} {claim.unit}".strip() if claim.limit is not None else ""
    return Threshold(value or _WITHOUT_A_LIMIT[claim.kind], promise.stated_in)


def circumstances(
    operation: Operation, stretch: Stretch, *, grace_days: int | None = None
) -> Circumstances:
    """Return what a promise is compiled against in one stretch of the window."""
    populations = operation.populations
    relations = {
        family: members
        for family in populations.families()
        if (members := populations.members(family)) is not None
    }
    claim = stretch.claim
    if claim.unit.lower().startswith("working day"):
        _hold_working_days(operation)
    cases = populations.cases(_activities(operation)) if claim.family == LOG else None
    grace = operation.profile.whole("trn.grace_days") if grace_days is None else grace_days
    begins = [each.window_from_on for each in populations.statements(claim.family)]
    return Circumstances(
        operation.as_of_end,
        stretch.from_on,
        operation.as_of,
        relations,
        months_before,
        cases,
        lambda per, conditions: _units(operation, per, conditions),
        operation.profile.whole("freq.tolerance_days"),
        grace,
        {claim.family: min(day for day in begins if day)} if any(begins) else {},
        stretch.until_on,
    )


def _activities(operation: Operation) -> frozenset[str]:
    return activities_of(tuple(operation[Claim].values()))


def _hold_working_days(operation: Operation) -> None:
    first_on = min((operation.window.first_on, date(operation.as_of.year - 3, 1, 1)))
    rows = working_day_rows(operation, max(first_on, _EARLIEST), operation.as_of)
    operation.populations.hold(WORKING_DAYS, CALENDAR_COLUMNS, rows)


def _units(operation: Operation, per: str, conditions: Sequence[str]) -> Units | None:
    units = promise_units(operation, per, conditions)
    if units is None:
        return None
    rows = [each.row() for each in sorted(units, key=lambda each: each.key)]
    name = f"units {per} {sha256(repr(rows).encode()).hexdigest()[:12]}"
    operation.populations.hold(name, UNIT_COLUMNS, rows)
    return Units(name)


def title_of(family: str) -> str:
    """Return what the records of a family are called."""
    return FAMILIES[family].title.lower() if family in FAMILIES else family
