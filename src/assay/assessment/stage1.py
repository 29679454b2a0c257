"""Stage 1: the design held against the standards, check by check.

What a check saw becomes proposals of findings; what it could not tell stays in
the result by name, and is never counted as conforming.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assay.assessment.finding_proposal import CheckResult, FindingProposal, result_of, wanted_by
from assay.assessment.outcome import Stage1Outcome, stage1_outcome
from assay.checks.material import Material
from assay.checks.registry import find_check
from assay.domain.deviation import Verdict


@dataclass(frozen=True, slots=True)
class Stage1:
    """Everything that Stage 1 came to."""

    organisation: str
    as_of: date
    standards: tuple[str, ...]
    profile: str
    results: tuple[CheckResult, ...]
    outcome: Stage1Outcome

    @property
    def proposals(self) -> tuple[FindingProposal, ...]:
        """Return the proposed findings, the worst first."""
        every = (proposal for result in self.results for proposal in result.proposals)
        return tuple(sorted(every, key=lambda each: each.weight))

    @property
    def blockers(self) -> tuple[FindingProposal, ...]:
        """Return what keeps Stage 2 from going ahead."""
        return tuple(each for each in self.proposals if each.blocks)

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
    wanted = wanted_by(material.standards)
    asked = tuple(only)
    names = [name for name in sorted(wanted) if not asked or name in asked]
    for name in asked:
        find_check(name)
    results = tuple(
        result_of(check, check.run(material), wanted[name], material.profile)
        for name in names
        for check in [find_check(name)]
        if check.stage == 1
    )
    return Stage1(
        material.dossier.organisation,
        material.as_of,
        tuple(standard.name for standard in material.standards),
        material.profile.name,
        results,
        stage1_outcome(results, material.profile),
    )
