"""Promises with the days on which each of their versions was in force.

A promise may change from one version of a document to the next: eight hours,
later four.  What happened on a day is held against the promise of that day, so
each wording gets the stretch of the window in which its version was in force.
Wordings that ask the same are one stretch.

Where the register has no wording for an earlier version, that version is taken
to have promised what the next known one promises; the stretch says so, for it
is an assumption.  A version that was never in force promises nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assay.domain.claim import Claim
from assay.domain.document_version import DocumentVersion
from assay.domain.scope import VersionStatus

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One wording of a promise and the days on which it was tested; both belong to it."""

    claim: Claim
    from_on: date
    until_on: date
    in_force: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its wording now, and the stretches of the window."""

    claim: Claim
    stretches: tuple[Stretch, ...]
    untestable: str = ""

    @property
    def key(self) -> str:
        """Return the key of the claim as the register has it now."""
        return self.claim.key

    @property
    def stated_in(self) -> str:
        """Return the document, its version and the section, as people cite them."""
        return cite(self.claim)


def cite(claim: Claim) -> str:
    """Return where a claim stands, as people cite it."""
    place = " ".join(part for part in (claim.document, claim.version) if part)
    return f"{place}, {claim.section}" if claim.section else place


@dataclass(frozen=True, slots=True)
class _InForce:
    version: str
    from_on: date
    until_on: date


def promise_of(
    claim: Claim,
    earlier: Iterable[Claim],
    versions: Iterable[DocumentVersion],
    from_on: date,
    until_on: date,
) -> Promise:
    """Return a promise over a window; ``earlier`` are its wordings in earlier versions."""
    known = sorted(_in_force(versions, from_on, until_on), key=lambda each: each.from_on)
    if not known or not claim.version:
        says = f"{cite(claim)}; the register names no versions with their days"
        return Promise(claim, (Stretch(claim, from_on, until_on, says),))
    wordings = {each.version: each for each in (*earlier, claim)}
    if claim.version not in {each.version for each in known}:
        return Promise(
            claim, (), f"version {claim.version} of {claim.document} was not in force in the window"
        )
    return Promise(claim, tuple(_joined(_stretches(known, wordings))))


def _in_force(
    versions: Iterable[DocumentVersion], from_on: date, until_on: date
) -> Iterator[_InForce]:
    dated = sorted(
        (
            (begins, each)
            for each in versions
            if each.status is not VersionStatus.DRAFT
            and (begins := each.in_force_from_on or each.created_on) is not None
        ),
        key=lambda pair: (pair[0], pair[1].version),
    )
    for place, (begins, each) in enumerate(dated):
        following = dated[place + 1][0] - _A_DAY if place + 1 < len(dated) else until_on
        ends = min(each.in_force_until_on or following, following, until_on)
        if begins <= ends and ends >= from_on:
            yield _InForce(each.version, max(begins, from_on), ends)


def _stretches(known: Sequence[_InForce], wordings: Mapping[str, Claim]) -> Sequence[Stretch]:
    """Return each version with its wording, the earliest first."""
    found: list[Stretch] = []
    later: Claim | None = None
    for each in reversed(known):
        own = wordings.get(each.version)
        claim = own or later
        if claim is None:
            continue
        document = claim.document
        says = f"{document} {each.version} from {each.from_on} to {each.until_on}"
        if own is None:
            says += f", taken to promise what {claim.version} does"
        found.append(Stretch(claim, each.from_on, each.until_on, says))
        later = claim
    return found[::-1]


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join neighbouring stretches that ask the same."""
    open_one: Stretch | None = None
    for each in stretches:
        if open_one is not None and _asks(open_one.claim) == _asks(each.claim):
            open_one = Stretch(
                each.claim,
                open_one.from_on,
                each.until_on,
                f"{open_one.in_force}; {each.in_force}",
            )
            continue
        if open_one is not None:
            yield open_one
        open_one = each
    if open_one is not None:
        yield open_one


def _asks(claim: Claim) -> tuple[object, ...]:
    return (
        claim.kind,
        claim.family,
        claim.first,
        claim.then,
        claim.limit,
        claim.unit,
        claim.every,
        claim.per,
        claim.where,
        "at least" in claim.quote.lower(),
    )


def same_promise(one: Claim, other: Claim) -> bool:
    """Say whether two claims are one promise in two versions of a document."""
    return _identity(one) == _identity(other) and one.version != other.version


def _identity(claim: Claim) -> tuple[object, ...]:
    return (
        claim.document,
        claim.kind,
        claim.family,
        claim.first,
        claim.then,
        claim.per,
        claim.where,
    )
