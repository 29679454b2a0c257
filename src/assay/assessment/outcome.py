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
_NEVER_GREEN = "and unknown is never green"


@dataclass(frozen=True, slots=True)
class Stage1Outcome:
    """The outcome, how the profile's body prints it, and what it follows from."""

    value: Outcome
    label: str
    because: tuple[str, ...]

    @property
    def goes_ahead(self) -> bool:
        """Say whether Stage 2 can go ahead, or has to be delayed."""
        return self.value is not Outcome.NOT_READY


def stage1_outcome(
    results: Sequence[CheckResult], profile: Profile, *, left_out: int = 0
) -> Stage1Outcome:
    """Return the outcome that follows from the findings and from what could not be told.

    ``left_out`` counts checks that were not run at all: of those nothing is known either.
    """
    value, because = _stopped(results, profile) or _decided(results, profile, left_out)
    return Stage1Outcome(value, _label(value, profile), because)


def untold_blockers(results: Sequence[CheckResult], profile: Profile) -> tuple[CheckResult, ...]:
    """Return the checks whose rule may stop Stage 1 and that could not be told."""
    stopping = profile.choices("stage1.blockers")
    return tuple(
        result
        for result in results
        if result.check.code in stopping and result.verdict is Verdict.NOT_TESTED
    )


def _stopped(
    results: Sequence[CheckResult], profile: Profile
) -> tuple[Outcome, tuple[str, ...]] | None:
    """Return why Stage 2 cannot go ahead whatever else is in order, or nothing."""
    if all(result.verdict is Verdict.NOT_TESTED for result in results):
        return Outcome.NOT_READY, (f"Not one check could be told, {_NEVER_GREEN}.",)
    blockers = (
        f"{proposal.check}: {proposal.deviation.says}"
        for result in results
        for proposal in result.proposals
        if proposal.blocks
    )
    untold = (
        f"{result.check.name} may stop Stage 1 and could not be told: "
        f"{result.looked.why_not_tested}."
        for result in untold_blockers(results, profile)
    )
    because = (*blockers, *untold)
    return (Outcome.NOT_READY, because) if because else None


def _decided(
    results: Sequence[CheckResult], profile: Profile, left_out: int
) -> tuple[Outcome, tuple[str, ...]]:
    proposals = [proposal for result in results for proposal in result.proposals]
    untold = sum(result.verdict is Verdict.NOT_TESTED for result in results)
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
    because.extend(
        f"{_count(open_ones, f'open {grade}')}."
        for grade in (Grade.MINOR, Grade.CONCERN)
        if (open_ones := _of_grade(proposals, grade))
    )
    if untold:
        because.append(f"{_count(untold, 'check')} could not be told, {_NEVER_GREEN}.")
    if left_out:
        because.append(f"{_count(left_out, 'check')} not run, {_NEVER_GREEN}.")
    if because and value is Outcome.READY:
        value = Outcome.READY_WITH_ACTIONS
    return value, tuple(because) or ("No blocker, no open finding, and every check could be told.",)


def _label(value: Outcome, profile: Profile) -> str:
    words = (_PLAIN if profile.flag("wording.plain") else _LABELS)[value]
    match profile.choice("stage1.outcome_label"):
        case "outcome":
            return words
        case "go_delay":
            return _GO_OR_DELAY[value]
        case _:
            return f"{words} ({_GO_OR_DELAY[value]})"


def _of_grade(proposals: Sequence[FindingProposal], grade: Grade) -> int:
    return sum(each.grade is grade for each in proposals)


def _count(many: int, what: str) -> str:
    return f"1 {what}" if many == 1 else f"{many} {what}s"
