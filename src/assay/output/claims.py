"""The promises of an organisation with what the records say of them: as JSON and as lines."""

from collections.abc import Iterable, Iterator
from typing import Any

from assay.assessment.claim_sheet import ClaimLine
from assay.output.figures import figures_as_json
from assay.output.stage2_text import sides


def claims_as_json(lines: Iterable[ClaimLine]) -> list[dict[str, Any]]:
    """Return every promise in its stable form."""
    return [_as_json(each) for each in lines]


def _as_json(line: ClaimLine) -> dict[str, Any]:
    claim = line.promise.claim
    return {
        "claim": claim.key,
        "document": claim.document,
        "version": claim.version,
        "section": claim.section,
        "quote": claim.quote,
        "kind": claim.kind.value,
        "family": claim.family,
        "per": claim.per,
        "where": list(claim.where),
        "check": line.check,
        "verdict": line.verdict.value,
        "why_not_tested": line.why_not_tested,
        "tests": [figures_as_json(each) for each in line.figures],
    }


def claim_text(lines: Iterable[ClaimLine]) -> Iterator[str]:
    """Yield every promise as lines of text."""
    for line in lines:
        claim = line.promise.claim
        tested = f", tested by {line.check}" if line.check else ""
        yield f"{claim.key}  {line.verdict}{tested}"
        yield f"  {line.promise.stated_in}: {claim.quote}"
        if line.why_not_tested:
            yield f"  {line.why_not_tested}"
        for figures in line.figures:
            if figures.population:
                yield f"  {sides(figures)}"
                if figures.in_force and len(line.figures) > 1:
                    yield f"    {figures.in_force}"
