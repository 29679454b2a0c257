"""What Stage 1 came to, as JSON for programs and as lines for people.

The lines are for somebody who reads them at seven in the morning: how it
stands, what stops it, the worst first, one sentence each, and where to look.
What would put a thing right stands on the check's page.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from assay.assessment.finding_proposal import CheckResult, FindingProposal
from assay.assessment.stage1 import Stage1
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade

_EVIDENCE_SHOWN = 3
_ABOUT_SHOWN = 6


def stage1_as_json(stage1: Stage1) -> dict[str, Any]:
    """Return the result in its stable form."""
    return {
        "organisation": stage1.organisation,
        "as_of": stage1.as_of.isoformat(),
        "standards": list(stage1.standards),
        "profile": stage1.profile,
        "outcome": {
            "value": stage1.outcome.value.value,
            "label": stage1.outcome.label,
            "because": list(stage1.outcome.because),
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
    }


def proposal_as_json(proposal: FindingProposal) -> dict[str, Any]:
    """Return one proposed finding."""
    deviation = proposal.deviation
    return {
        "check": proposal.check,
        "about": list(deviation.about),
        "says": deviation.says,
        "clauses": [
            {"standard": each.standard, "clause": each.clause} for each in proposal.clauses
        ],
        "grade_proposed": proposal.grade.value,
        "label": proposal.label,
        "signal": deviation.signal,
        "blocks": proposal.blocks,
        "reason": deviation.reason,
        "measured": deviation.measured,
        "threshold": deviation.threshold.value if deviation.threshold else "",
        "threshold_from": deviation.threshold.stated_in if deviation.threshold else "",
        "evidence": list(deviation.evidence),
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
    }


def stage1_lines(stage1: Stage1, *, explain: bool = False) -> Iterator[str]:
    """Yield the result as lines of text."""
    rules = f"{', '.join(stage1.standards)}; profile {stage1.profile}"
    yield f"{stage1.organisation}: Stage 1 as of {stage1.as_of} ({rules})"
    yield ""
    yield f"{stage1.outcome.label[0].upper()}{stage1.outcome.label[1:]}"
    yield from (f"  {reason}" for reason in stage1.outcome.because)
    stops = stage1.blockers
    rest = [each for each in stage1.proposals if not each.blocks]
    yield from _group("Stops Stage 1", stops, explain=explain)
    for label, group in groupby(rest, key=lambda each: each.label):
        yield from _group(label[0].upper() + label[1:], list(group), explain=explain)
    yield from _not_tested(stage1.results_with(Verdict.NOT_TESTED))
    conforming = stage1.results_with(Verdict.CONFORMS)
    items = sum(len(result.looked.population) for result in conforming)
    yield ""
    yield f"Conforming: {len(conforming)} checks over {items:,} items."
    if explain:
        yield from (
            f"  {result.check.name}: {len(result.looked.population):,} looked at"
            for result in conforming
        )
    if stage1.proposals:
        yield "What a check looks at, and what puts it right: assay checks NAME"


def _group(title: str, proposals: Iterable[FindingProposal], *, explain: bool) -> Iterator[str]:
    found = list(proposals)
    if not found:
        return
    yield ""
    yield f"{title} ({len(found)})"
    for check, group in groupby(found, key=lambda each: each.check):
        same = list(group)
        clauses = ", ".join(dict.fromkeys(each.clause for each in same[0].clauses))
        yield f"  {check} [{clauses}]" if clauses else f"  {check}"
        for each in same:
            yield f"    {each.deviation.says}"
            yield from (f"      {line}" for line in _where(each, explain=explain))


def _where(proposal: FindingProposal, *, explain: bool) -> Iterator[str]:
    deviation = proposal.deviation
    evidence = deviation.evidence if explain else deviation.evidence[:_EVIDENCE_SHOWN]
    if evidence:
        more = len(deviation.evidence) - len(evidence)
        yield f"see {'; '.join(evidence)}{f' and {more} more' if more else ''}"
    if explain and deviation.measured:
        threshold = deviation.threshold
        against = f" against {threshold.value} ({threshold.stated_in})" if threshold else ""
        yield f"measured {deviation.measured}{against}"


def _not_tested(results: Iterable[CheckResult]) -> Iterator[str]:
    found = list(results)
    if not found:
        return
    yield ""
    yield f"Not tested ({len(found)}), and never counted as conforming"
    for result in found:
        yield f"  {result.check.name}: {result.looked.why_not_tested}"
