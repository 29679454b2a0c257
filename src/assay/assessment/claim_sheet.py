"""Every promise of the register: where it stands, which check tests it, what the records say.

A promise has one verdict, that of the check which answers it.  The sheet asks
nothing by itself, for a check may know more than the sentence does: an
emergency path, the accounts behind a leaver, the grace of who has just joined.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assay.checks.asking import DOCUMENTS, promises
from assay.checks.operation import Operation
from assay.checks.registry import all_population_checks, find_population_check
from assay.claims.answers import Answers
from assay.claims.promises import Promise
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Looked, Verdict
from assay.domain.figures import Figures
from assay.domain.record_family import FAMILIES

GENERAL = "promise-broken"
"""The check that tests what no other check answers."""

BY_STAGE_1 = "the register of documents is held against it at Stage 1"
UNASKED = "the check that answers it asked no records of it"


@dataclass(frozen=True)
class ClaimLine:
    """One promise with the figures that its check has of it, and what it could not tell."""

    promise: Promise
    check: str
    figures: tuple[Figures, ...]
    untold: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return what the records say; whatever cannot be told keeps it from conforming."""
        if any(each.deviating for each in self.figures):
            return Verdict.DEVIATES
        return Verdict.NOT_TESTED if self.why_not_tested else Verdict.CONFORMS

    @property
    def why_not_tested(self) -> str:
        """Return why it could not be tested, or not wholly."""
        if not self.check:
            return BY_STAGE_1
        told = (each.not_tested_because for each in self.figures)
        whys = dict.fromkeys(why for why in (*told, *self.untold) if why)
        return "; ".join(whys) or ("" if self.figures else UNASKED)


def claim_lines(
    operation: Operation, looked: Mapping[str, Looked] | None = None
) -> Iterator[ClaimLine]:
    """Yield a line for each promise, in the order of their keys.

    ``looked`` is what checks came to already; the others are run, each once.
    """
    known = dict(looked or {})
    for promise in promises(operation, _every_shape()):
        if promise.claim.family == DOCUMENTS:
            yield ClaimLine(promise, "", ())
            continue
        check = answering(promise.claim)
        if check not in known:
            known[check] = find_population_check(check).run(operation)
        yield _line(promise, check, known[check])


def _line(promise: Promise, check: str, looked: Looked) -> ClaimLine:
    figures = tuple(each for each in looked.figures if each.claim == promise.key)
    untold = tuple(each.why for each in looked.unknown if each.key == promise.key)
    return ClaimLine(promise, check, figures, untold)


def answering(claim: Claim) -> str:
    """Return the check that tests a claim."""
    return next(
        (
            name
            for name, check in all_population_checks().items()
            if any(shape.to(claim) for shape in check.answers)
        ),
        GENERAL,
    )


def _every_shape() -> tuple[Answers, ...]:
    families = (*FAMILIES, DOCUMENTS, "")
    return tuple(Answers(kind, family) for kind in ClaimKind for family in families)
