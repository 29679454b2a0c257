"""What has to be there before Stage 2 can go ahead, where Stage 1 says to delay.

Owner, date and the evidence asked for, line by line.  A date is one that
somebody undertook; where nobody did, the line says so instead of making one up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assay.assessment.finding_proposal import FindingProposal
from assay.assessment.owners import Owners
from assay.assessment.stage1 import Stage1
from assay.checks.material import Material
from assay.checks.registry import find_any_check
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.finding import Finding
from assay.domain.grade import Grade
from assay.domain.stage_outcome import Outcome


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing in the way: who closes it, by when, and what would show that it is closed."""

    check: str
    says: str
    owner: str
    due_on: date | None
    evidence_needed: str


def gap_list(stage1: Stage1, material: Material) -> tuple[Gap, ...]:
    """Return what keeps Stage 2 from going ahead; nothing where it can."""
    if stage1.outcome.value is not Outcome.NOT_READY:
        return ()
    owners = Owners(material)
    undertaken = _undertaken(material)
    found = (
        Gap(
            each.check,
            each.deviation.says,
            owners.owner_of(each.deviation),
            _due_on(each, undertaken),
            find_any_check(each.check).section("Put right"),
        )
        for each in stage1.proposals
        if each.blocks or each.grade is Grade.MAJOR
    )
    untold = (
        Gap(
            result.check.name,
            f"{result.check.name} could not be told: {result.looked.why_not_tested}.",
            owners.leads,
            None,
            f"What it looks at: {result.check.section('Looks at')}",
        )
        for result in stage1.untold_blockers
    )
    return (*found, *untold)


def _undertaken(material: Material) -> Mapping[str, date]:
    """Return the day by which somebody undertook to mend each thing that findings are about."""
    planned: dict[str, date] = {}
    findings = material[Finding]
    for action in material[CorrectiveAction].values():
        finding = findings.get(action.finding)
        if finding is None or action.due_on is None or action.done_on is not None:
            continue
        for thing in (finding.key, *finding.about):
            planned[thing] = max(action.due_on, planned.get(thing, action.due_on))
    return planned


def _due_on(proposal: FindingProposal, undertaken: Mapping[str, date]) -> date | None:
    days = [undertaken[thing] for thing in proposal.deviation.about if thing in undertaken]
    return max(days, default=None)
