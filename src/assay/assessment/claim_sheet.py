"""Every promise of the register: where it stands, which check tests it, what the records say."""

from collections.abc import Iterator
from dataclasses import dataclass

from assay.checks.asking import DOCUMENTS, Answer, ask_promise, promises
from assay.checks.operation import Operation
from assay.checks.registry import all_population_checks
from assay.claims.answers import Answers
from assay.claims.promises import Promise
from assay.claims.tally import Verdict
from assay.domain.claim import Claim, ClaimKind
from assay.domain.record_family import FAMILIES

GENERAL = "promise-broken"
"""The check that tests what no other check answers."""

BY_STAGE_1 = "the register of documents is held against it at Stage 1"


@dataclass(frozen=True)
class ClaimLine:
    """One promise with what was asked of it, a stretch of the window each."""

    promise: Promise
    check: str
    answers: tuple[Answer, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the worst of its stretches; whatever cannot be told keeps it from conforming."""
        verdicts = {
            Verdict.NOT_TESTED
            if each.why_not_tested and not each.tally.deviating
            else each.tally.verdict
            for each in self.answers
        }
        order = (Verdict.DEVIATES, Verdict.NOT_TESTED, Verdict.CONFORMS)
        return next((each for each in order if each in verdicts), Verdict.NOT_TESTED)

    @property
    def why_not_tested(self) -> str:
        """Return why it could not be tested, or not wholly."""
        if self.promise.claim.family == DOCUMENTS:
            return BY_STAGE_1
        return "; ".join(dict.fromkeys(e.why_not_tested for e in self.answers if e.why_not_tested))


def claim_lines(operation: Operation) -> Iterator[ClaimLine]:
    """Yield a line for each promise, in the order of their keys."""
    for promise in promises(operation, _every_shape()):
        claim = promise.claim
        if claim.family == DOCUMENTS:
            yield ClaimLine(promise, "", ())
            continue
        yield ClaimLine(promise, answering(claim), tuple(ask_promise(operation, promise)))


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
