"""How Stage 2 ends: what the rule would recommend, with its reasons.

An open major means no.  Minors mean yes under conditions once each has an
accepted plan; until then, and while anything could not be told, the answer is
pending.  The team may say otherwise and must say why; the decision is somebody
else's, and is no business of this rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assay.assessment.finding_proposal import CheckResult
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from assay.domain.stage_outcome import Outcome

_LABELS = {
    Outcome.RECOMMEND: "recommend",
    Outcome.RECOMMEND_WITH_CONDITIONS: "recommend with conditions",
    Outcome.PENDING: "recommendation pending",
    Outcome.DO_NOT_RECOMMEND: "do not recommend",
}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The rule's answer and what it follows from."""

    value: Outcome
    because: tuple[str, ...]

    @property
    def label(self) -> str:
        """Return the answer in words."""
        return _LABELS[self.value]


def recommendation(
    results: Sequence[CheckResult], *, left_out: int = 0, minors_planned: bool = False
) -> Recommendation:
    """Return what follows from the findings; ``minors_planned`` once all plans are accepted."""
    majors, minors = (_of_grade(results, grade) for grade in (Grade.MAJOR, Grade.MINOR))
    untold = sum(result.verdict is Verdict.NOT_TESTED for result in results)
    because = [
        *_counted(majors, "open major"),
        *_counted(minors, "open minor", planned=minors_planned),
        *_counted(untold, "check", suffix=" could not be told, and unknown is never green"),
        *_counted(left_out, "check", suffix=" not run, and unknown is never green"),
    ]
    value = _value(majors, minors, untold + left_out, planned=minors_planned)
    if not results:
        value, because = Outcome.PENDING, ["Nothing was asked, and unknown is never green."]
    return Recommendation(
        value, tuple(because) or ("No open nonconformity, and every check could be told.",)
    )


def _value(majors: int, minors: int, untold: int, *, planned: bool) -> Outcome:
    if majors:
        return Outcome.DO_NOT_RECOMMEND
    if untold or (minors and not planned):
        return Outcome.PENDING
    return Outcome.RECOMMEND_WITH_CONDITIONS if minors else Outcome.RECOMMEND


def _counted(
    many: int, what: str, *, suffix: str = "", planned: bool | None = None
) -> tuple[str, ...]:
    if not many:
        return ()
    plans = {None: "", True: ", each with an accepted plan", False: " without an accepted plan"}
    return (f"{many} {what}{'' if many == 1 else 's'}{suffix}{plans[planned]}.",)


def _of_grade(results: Sequence[CheckResult], grade: Grade) -> int:
    return sum(proposal.grade is grade for result in results for proposal in result.proposals)
