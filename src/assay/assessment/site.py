"""Stage 1 for some of the sites; the sites' results add up to the whole."""

from collections.abc import Collection
from dataclasses import replace

from assay.assessment.finding_proposal import CheckResult
from assay.assessment.outcome import stage1_outcome
from assay.assessment.stage1 import Stage1
from assay.domain.deviation import Looked
from assay.standards.profile import Profile


def at_sites(stage1: Stage1, sites: Collection[str], profile: Profile) -> Stage1:
    """Return what Stage 1 came to at some sites; "" stands for what is of no single site."""
    results = tuple(_at(result, sites) for result in stage1.results)
    return replace(stage1, results=results, outcome=stage1_outcome(results, profile))


def _at(result: CheckResult, sites: Collection[str]) -> CheckResult:
    looked = result.looked
    there = Looked(
        tuple(each for each in looked.population if each.site in sites),
        tuple(each for each in looked.deviations if each.site in sites),
        tuple(each for each in looked.unknown if each.site in sites),
        looked.nothing_because or f"nothing it looks at belongs to {', '.join(sites)} alone",
    )
    proposals = tuple(each for each in result.proposals if each.deviation.site in sites)
    return replace(result, looked=there, proposals=proposals)
