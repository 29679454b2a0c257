"""Stage 1: the design held against the standards, check by check.

What a check saw becomes proposals of findings; what it could not tell stays in
the result by name, and is never counted as conforming.

What a newcomer would get wrong: only checks of Stage 1 run here.  Whether
things work is for Stage 2, and no finding of Stage 1 can say that they do not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from assay.assessment.finding_proposal import CheckResult, FindingProposal, result_of, wanted_by
from assay.assessment.outcome import Stage1Outcome, stage1_outcome, untold_blockers
from assay.checks.material import Material
from assay.checks.registry import Check, find_any_check
from assay.domain.deviation import Verdict
from assay.domain.errors import RefusedError
from assay.standards.profile import Profile
from assay.standards.typical_finding import WantedCheck


@dataclass(frozen=True, slots=True)
class Stage1:
    """Everything that Stage 1 came to.

    ``left_out`` counts the checks that the standards ask for and that were not run.
    """

    organisation: str
    as_of: date
    standards: tuple[str, ...]
    profile: Profile
    results: tuple[CheckResult, ...]
    left_out: int = 0

    @property
    def outcome(self) -> Stage1Outcome:
        """Return what follows from the findings and from what could not be told."""
        return stage1_outcome(self.results, self.profile, left_out=self.left_out)

    @property
    def proposals(self) -> tuple[FindingProposal, ...]:
        """Return the proposed findings, the worst first."""
        every = chain.from_iterable(result.proposals for result in self.results)
        return tuple(sorted(every, key=lambda each: each.weight))

    @property
    def blockers(self) -> tuple[FindingProposal, ...]:
        """Return what keeps Stage 2 from going ahead."""
        return tuple(each for each in self.proposals if each.blocks)

    @property
    def untold_blockers(self) -> tuple[CheckResult, ...]:
        """Return the checks that might keep Stage 2 from going ahead, and could not be told."""
        return untold_blockers(self.results, self.profile)

    def results_with(self, verdict: Verdict) -> tuple[CheckResult, ...]:
        """Return the checks that came to a verdict."""
        return tuple(result for result in self.results if result.verdict is verdict)

    @property
    def unknown(self) -> tuple[tuple[str, str, str], ...]:
        """Return what could not be told: the check, the thing, and why."""
        return tuple(
            (result.check.name, each.key, each.why)
            for result in self.results
            for each in result.looked.unknown
        )


def assess_stage1(material: Material, only: Iterable[str] = ()) -> Stage1:
    """Run the checks that the standards ask for, or some of them."""
    wanted = {
        name: lines
        for name, lines in wanted_by(material.standards).items()
        if isinstance(find_any_check(name), Check)
    }
    checks = [_askable(name, wanted) for name in sorted(set(only) or set(wanted))]
    results = tuple(
        result_of(check, check.run(material), wanted[check.name], material.profile)
        for check in checks
    )
    return Stage1(
        material.dossier.organisation,
        material.as_of,
        tuple(standard.name for standard in material.standards),
        material.profile,
        results,
        left_out=len(wanted) - len(checks),
    )


def _askable(name: str, wanted: Mapping[str, tuple[tuple[str, WantedCheck], ...]]) -> Check:
    check = find_any_check(name)
    if not isinstance(check, Check):
        raise RefusedError(f"{check.name} is a check of Stage 2; expected one of Stage 1.")
    if check.name not in wanted:
        raise RefusedError(
            f"{check.name}: no standard of the case asks for it; "
            f"expected one of {', '.join(sorted(wanted))}."
        )
    return check
