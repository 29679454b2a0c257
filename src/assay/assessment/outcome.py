"""How Stage 1 ends: one of three outcomes, by rule, with its reasons.

An auditor may say otherwise and must say why; the rule's answer stays in sight.
Stage 1 is not an examination: its outcome says whether Stage 2 can go ahead,
and nothing about how Stage 2 will end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assay.assessment.finding_proposal import CheckResult, FindingProposal
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from assay.domain.stage_outcome import Outcome
from assay.standards.profile import Profile

_GO_OR_DELAY = {
    Outcome.READY: "go",
    Outcome.READY_WITH_ACTIONS: "go",
    Outcome.NOT_READY: "delay",
}
_LABELS = {
    Outcome.READY: "ready for Stage 2",
    Outcome.READY_WITH_ACTIONS: "ready for Stage 2 while actions run",
    Outcome.NOT_READY: "not ready for Stage 2",
}
_PLAIN = {
    Outcome.READY: "Stage 1 passed",
    Outcome.READY_WITH_ACTIONS: "Stage 1 passed with actions",
    Outcome.NOT_READY: "Stage 1 failed",
}


@dataclass(frozen=True, slots=True)
class Stage1Outcome:
    """The outcome, how the profile's body prints it, and what it follows from."""

    value: Outcome
    label: str
    because: tuple[str, ...]


def stage1_outcome(results: Sequence[CheckResult], profile: Profile) -> Stage1Outcome:
    """Return the outcome that follows from the findings and from what could not be told."""
    value, because = _decided(results, profile)
    words = _PLAIN if profile.flag("wording.plain") else _LABELS
    return Stage1Outcome(value, f"{words[value]} ({_GO_OR_DELAY[value]})", because)


def _decided(results: Sequence[CheckResult], profile: Profile) -> tuple[Outcome, tuple[str, ...]]:
    proposals = [proposal for result in results for proposal in result.proposals]
    blockers = [each for each in proposals if each.blocks]
    if blockers:
        return Outcome.NOT_READY, tuple(f"{each.check}: {each.deviation.says}" for each in blockers)
    untold = sum(result.verdict is Verdict.NOT_TESTED for result in results)
    if untold == len(results):
        return Outcome.NOT_READY, ("Not one check could be told, and unknown is never green.",)
    because: list[str] = []
    value = Outcome.READY
    majors = _of_grade(proposals, Grade.MAJOR)
    if majors:
        setting = profile["stage1.major_outcome"]
        value = Outcome(profile.choice("stage1.major_outcome").replace("_", " "))
        because.append(
            f"{_count(majors, 'open major')} and no blocker; "
            f"the profile then says {value} ({setting.threshold_from})."
        )
    for grade in (Grade.MINOR, Grade.CONCERN):
        if open_ones := _of_grade(proposals, grade):
            value = value if value is Outcome.NOT_READY else Outcome.READY_WITH_ACTIONS
            because.append(f"{_count(open_ones, f'open {grade}')}.")
    if untold:
        value = value if value is Outcome.NOT_READY else Outcome.READY_WITH_ACTIONS
        because.append(f"{_count(untold, 'check')} could not be told, and unknown is never green.")
    return value, tuple(because) or ("No blocker, no open finding, and every check could be told.",)


def _of_grade(proposals: Sequence[FindingProposal], grade: Grade) -> int:
    return sum(each.grade is grade for each in proposals)


def _count(many: int, what: str) -> str:
    return f"1 {what}" if many == 1 else f"{many} {what}s"
