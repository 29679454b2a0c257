"""What Stage 2 came to, as JSON for programs.

The names of the fields are stable and follow those of Stage 1: others read them.
"""

from typing import Any

from assay.assessment.finding_proposal import FindingProposal
from assay.assessment.stage2 import Stage2
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from assay.output.figures import figures_as_json, record_as_json, statement_as_json
from assay.output.stage1 import proposal_as_json


def stage2_as_json(stage2: Stage2) -> dict[str, Any]:
    """Return the result in its stable form."""
    outcome = stage2.outcome
    return {
        "organisation": stage2.organisation,
        "as_of": stage2.as_of.isoformat(),
        "window_from_on": stage2.from_on.isoformat(),
        "standards": list(stage2.standards),
        "profile": stage2.profile.name,
        "sites": list(stage2.sites),
        "outcome": {
            "value": outcome.value.value,
            "label": outcome.label,
            "because": list(outcome.because),
        },
        "findings": [finding_as_json(each) for each in stage2.proposals],
        "not_tested": [
            {"check": result.check.name, "why": result.looked.why_not_tested}
            for result in stage2.results_with(Verdict.NOT_TESTED)
        ],
        "conforming": [
            {"check": result.check.name, "population": len(result.looked.population)}
            for result in stage2.results_with(Verdict.CONFORMS)
        ],
        "unknown": [
            {"check": check, "about": key, "why": why} for check, key, why in stage2.unknown
        ],
        "tests": [{"check": check, **figures_as_json(each)} for check, each in stage2.figures],
        "populations": [statement_as_json(each) for each in stage2.populations],
        "counts": counts_as_json(stage2),
    }


def finding_as_json(proposal: FindingProposal) -> dict[str, Any]:
    """Return one proposed finding, with the population it was found in where there is one."""
    told = proposal_as_json(proposal)
    figures = proposal.deviation.figures
    if figures is None:
        return {
            **told,
            "population": None,
            "deviations": None,
            "first_deviations": [],
            "claim": "",
            "in_force": "",
        }
    return {
        **told,
        "population": figures.population,
        "deviations": figures.deviating,
        "first_deviations": [record_as_json(each) for each in figures.first],
        "claim": figures.claim,
        "in_force": figures.in_force,
        "figures": figures_as_json(figures),
    }


def counts_as_json(stage2: Stage2) -> dict[str, Any]:
    """Return how many findings of each grade, and how many checks of each verdict."""
    proposals = stage2.proposals
    return {
        "findings": len(proposals),
        "by_grade": {
            grade.value: sum(each.grade is grade for each in proposals) for grade in Grade
        },
        "checks": {verdict.value: len(stage2.results_with(verdict)) for verdict in Verdict},
        "tests": len(stage2.figures),
        "records": sum(each.rows for each in stage2.populations),
        "left_out": stage2.left_out,
    }
