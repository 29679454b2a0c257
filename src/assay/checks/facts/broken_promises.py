"""What is said of a broken promise of whatever kind, in the words of its claim."""

from collections.abc import Callable, Mapping
from typing import Final

from assay.checks.asking import Answer, title_of
from assay.checks.saying import counted, named_first, promised
from assay.domain.claim import Claim, ClaimKind


def told(answer: Answer) -> str:
    """Return what is wrong: how many of how many, what it was, which, and who promised it."""
    claim = _claim(answer)
    return f"{_KINDS[claim.kind](answer, claim)}: {named_first(answer)}; {promised(answer)}."


def _claim(answer: Answer) -> Claim:
    if answer.stretch is not None:
        return answer.stretch.claim
    assert answer.promise is not None  # noqa: S101 - only promises are told here
    return answer.promise.claim


def _of(answer: Answer) -> str:
    """Return how many of how many: cases of a log, else records by what they are called."""
    return counted(answer, "cases" if answer.family == "event" else title_of(answer.family))


def _units(answer: Answer, claim: Claim) -> str:
    return counted(answer, f"{_plain(claim.per or 'site')}s")


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _frequency(answer: Answer, claim: Claim) -> str:
    what = f"the longest time between two {title_of(answer.family)} is too long"
    return f"For {_units(answer, claim)} {what}"


def _deadline(answer: Answer, claim: Claim) -> str:
    limit = answer.threshold.value if answer.threshold else ""
    return (
        f"{_of(answer)} took longer than {limit} from {_plain(claim.first)} to {_plain(claim.then)}"
    )


def _coverage(answer: Answer, claim: Claim) -> str:
    lacking = _plain(claim.then or claim.first)
    if claim.every is not None:
        return f"{_units(answer, claim)} have no {lacking} that is recent enough"
    return f"{_of(answer)} have no {lacking}"


def _precedence(answer: Answer, claim: Claim) -> str:
    return f"{_of(answer)} had {_plain(claim.then)} before, or without, {_plain(claim.first)}"


def _response(answer: Answer, claim: Claim) -> str:
    return f"{_of(answer)} had {_plain(claim.first)} and then no {_plain(claim.then)} in time"


def _segregation(answer: Answer, claim: Claim) -> str:
    return f"{_of(answer)} had one person for {_plain(claim.first)} and {_plain(claim.then)}"


def _threshold(answer: Answer, claim: Claim) -> str:
    return f"{_of(answer)} have a {_plain(claim.first)} beyond the bound"


def _retention(answer: Answer, claim: Claim) -> str:
    what = f"the {title_of(answer.family)} do not reach back as far as promised"
    return f"For {_units(answer, claim)} {what}"


def _absence(answer: Answer, claim: Claim) -> str:
    what = " and ".join(claim.where) or _plain(claim.then or claim.first)
    return f'{_of(answer)} have what must not be ("{what}")'


_KINDS: Final[Mapping[ClaimKind, Callable[[Answer, Claim], str]]] = {
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
