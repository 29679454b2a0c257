"""A rehearsal as JSON and as the draft report that a simulated auditor would hand over."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from assay.assessment.rehearsal import DraftFinding, Met, Rehearsal, Undrawn, findings_of
from assay.assessment.sampling.draw import Sample
from assay.assessment.sampling.statistics import percent
from assay.output.stage1 import counts_as_json as stage1_counts
from assay.output.stage1 import proposal_as_json
from assay.output.stage2 import counts_as_json as stage2_counts
from assay.output.stage2 import finding_as_json

NO_PART = "This is a rehearsal. It is no part of the case, and nobody decided anything."


def rehearsal_as_json(rehearsal: Rehearsal) -> dict[str, Any]:
    """Return a rehearsal in its stable form."""
    first, second = rehearsal.stage1.outcome, rehearsal.stage2.outcome
    return {
        "organisation": rehearsal.organisation,
        "as_of": rehearsal.as_of.isoformat(),
        "seed": rehearsal.seed,
        "standards": list(rehearsal.stage1.standards),
        "profile": rehearsal.stage1.profile.name,
        "stage1": {
            "outcome": first.value.value,
            "label": first.label,
            "because": list(first.because),
            "counts": stage1_counts(rehearsal.stage1),
            "spot_checks": [
                {
                    "standard": each.standard,
                    "seed": each.seed,
                    "of": each.of,
                    "controls": [line.number for line in each.lines],
                }
                for each in rehearsal.spot_checks
            ],
            "walks": [each.process for each in rehearsal.walks.walks],
            "findings": [proposal_as_json(each.proposal) for each in findings_of(rehearsal, 1)],
        },
        "stage2": {
            "outcome": second.value.value,
            "label": second.label,
            "because": list(second.because),
            "counts": stage2_counts(rehearsal.stage2),
            "samples": [_sample(each) for each in rehearsal.samples],
            "undrawn": [{"family": each.family, "why": each.why} for each in rehearsal.undrawn],
            "findings": [
                {**finding_as_json(each.proposal), "sample": _met(each.met)}
                for each in findings_of(rehearsal, 2)
            ],
            "not_tested": [
                {"check": check, "about": about, "why": why}
                for check, about, why in rehearsal.stage2.unknown
            ],
        },
    }


def _sample(sample: Sample) -> dict[str, Any]:
    plan = sample.plan
    return {
        "family": plan.population.family,
        "seed": plan.seed,
        "population": plan.population.row_count,
        "content_hash": plan.population.content_hash,
        "window_from_on": plan.window.window.first_on.isoformat(),
        "window_until_on": plan.window.window.last_on.isoformat(),
        "in_window": sample.in_window,
        "wanted": plan.size.wanted,
        "because": plan.size.because,
        "too_small": sample.too_small,
        "expected": sample.expected,
        "drawn": [
            {
                "key": each.record.key,
                "row": each.record.row,
                "day": each.record.day.isoformat() if each.record.day else None,
                "site": each.record.site,
                "team": each.record.team,
                "because": each.because,
            }
            for each in sample.records
        ],
    }


def _met(met: Met | None) -> dict[str, Any] | None:
    if met is None:
        return None
    return {
        "met": met.met,
        "drawn": list(met.drawn),
        "deviating": list(met.deviating),
        "chance": percent(met.chance),
    }


def rehearsal_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield the draft report as lines of text."""
    yield f"{rehearsal.organisation}: rehearsal of both stages as of {rehearsal.as_of}"
    yield (
        f"{', '.join(rehearsal.stage1.standards)}; profile {rehearsal.stage1.profile.name}; "
        f"seed {rehearsal.seed}"
    )
    yield NO_PART
    yield ""
    yield f"Stage 1: {rehearsal.stage1.outcome.label}"
    yield from (f"  {reason}" for reason in rehearsal.stage1.outcome.because)
    yield from _findings(list(findings_of(rehearsal, 1)))
    yield ""
    yield f"Stage 2: {rehearsal.stage2.outcome.label}"
    yield from (f"  {reason}" for reason in rehearsal.stage2.outcome.because)
    yield from _findings(list(findings_of(rehearsal, 2)))
    yield from _not_told(rehearsal)
    yield ""
    yield "Samples drawn"
    for sample in rehearsal.samples:
        few = ", which is all there is" if sample.too_small else ""
        yield (
            f"  {sample.plan.population.family}: {len(sample.records)} of "
            f"{sample.in_window:,} in the window{few}: {', '.join(sample.keys[:6])}"
        )
    for why, group in groupby(sorted(rehearsal.undrawn, key=_kind_of_why), key=_kind_of_why):
        families = [each.family for each in group]
        yield f"  nothing drawn of {len(families)} families, {why}: {', '.join(families)}"


def _kind_of_why(undrawn: Undrawn) -> str:
    return undrawn.why.replace(f" of {undrawn.family}", "")


def _not_told(rehearsal: Rehearsal) -> Iterator[str]:
    if not rehearsal.stage2.unknown:
        return
    yield ""
    yield f"Could not be told ({len(rehearsal.stage2.unknown)})"
    for check, about, why in rehearsal.stage2.unknown:
        yield f"  {check} {about}: {why}"


def _findings(found: list[DraftFinding]) -> Iterator[str]:
    if not found:
        yield "  No finding."
    for grade, group in groupby(found, key=lambda each: each.proposal.grade):
        same = list(group)
        yield ""
        yield f"  {str(grade).capitalize()} ({len(same)})"
        for each in same:
            clauses = ", ".join(dict.fromkeys(one.clause for one in each.proposal.clauses))
            yield f"    {each.proposal.check} [{clauses}]"
            yield f"      {each.proposal.deviation.says}"
            yield from _sample_line(each.met)


def _sample_line(met: Met | None) -> Iterator[str]:
    if met is None:
        return
    if met.met:
        yield f"      the sample of {len(met.drawn)} met it: {', '.join(met.deviating)}"
    else:
        yield (
            f"      the sample of {len(met.drawn)} did not meet it; "
            f"its chance was {percent(met.chance)}"
        )
