"""What Stage 1 came to, as JSON for programs.

The names of the fields are stable: others read them.
"""

from itertools import groupby
from typing import Any

from assay.assessment.finding_proposal import FindingProposal, Reference
from assay.assessment.stage1 import Stage1
from assay.assessment.stage1_sheets import Stage1Sheets
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from assay.output.stage1_sheets import sheets_as_json


def stage1_as_json(stage1: Stage1, sheets: Stage1Sheets) -> dict[str, Any]:
    """Return the result in its stable form, with its sheets."""
    outcome = stage1.outcome
    return {
        "organisation": stage1.organisation,
        "as_of": stage1.as_of.isoformat(),
        "standards": list(stage1.standards),
        "profile": stage1.profile.name,
        "outcome": {
            "value": outcome.value.value,
            "label": outcome.label,
            "because": list(outcome.because),
        },
        "blockers": [proposal_as_json(each) for each in stage1.blockers],
        "findings": [proposal_as_json(each) for each in stage1.proposals],
        "not_tested": [
            {"check": result.check.name, "why": result.looked.why_not_tested}
            for result in stage1.results_with(Verdict.NOT_TESTED)
        ],
        "conforming": [
            {"check": result.check.name, "population": len(result.looked.population)}
            for result in stage1.results_with(Verdict.CONFORMS)
        ],
        "unknown": [
            {"check": check, "about": key, "why": why} for check, key, why in stage1.unknown
        ],
        "counts": counts_as_json(stage1),
        **sheets_as_json(sheets),
    }


def proposal_as_json(proposal: FindingProposal) -> dict[str, Any]:
    """Return one proposed finding."""
    deviation, threshold = proposal.deviation, proposal.threshold
    return {
        "check": proposal.check,
        "about": list(deviation.about),
        "says": deviation.says,
        "clauses": [_reference(each) for each in proposal.clauses],
        "breaches": [_reference(each) for each in proposal.breaches],
        "grade_proposed": proposal.grade.value,
        "label": proposal.label,
        "signal": deviation.signal,
        "blocks": proposal.blocks,
        "reason": deviation.reason,
        "measured": deviation.measured,
        "threshold": threshold.value if threshold else "",
        "threshold_from": threshold.stated_in if threshold else "",
        "evidence": list(proposal.evidence),
        "site": deviation.site,
    }


def counts_as_json(stage1: Stage1) -> dict[str, Any]:
    """Return how many findings of each grade, and how many checks of each verdict."""
    proposals = stage1.proposals
    return {
        "findings": len(proposals),
        "blockers": len(stage1.blockers),
        "by_grade": {
            grade.value: sum(each.grade is grade for each in proposals) for grade in Grade
        },
        "by_site": {
            site: len(list(group))
            for site, group in groupby(sorted(each.deviation.site for each in proposals))
        },
        "checks": {verdict.value: len(stage1.results_with(verdict)) for verdict in Verdict},
        "left_out": stage1.left_out,
    }


def _reference(reference: Reference) -> dict[str, str]:
    return {"standard": reference.standard, "clause": reference.clause}
