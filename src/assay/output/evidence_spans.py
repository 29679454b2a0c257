"""How far back the records of each control and process reach, as JSON for programs."""

from collections.abc import Iterable
from typing import Any

from assay.checks.facts.evidence_spans import EvidenceSpan


def spans_as_json(spans: Iterable[EvidenceSpan]) -> list[dict[str, Any]]:
    """Return every span in its stable form."""
    return [_as_json(each) for each in spans]


def _as_json(span: EvidenceSpan) -> dict[str, Any]:
    return {
        "control": span.key,
        "of": span.of,
        "title": span.title,
        "site": span.site,
        "families": list(span.families),
        "frequency": span.frequency.value if span.frequency else "",
        "first_on": span.first_on.isoformat() if span.first_on else None,
        "last_on": span.last_on.isoformat() if span.last_on else None,
        "count": span.count,
        "expected": span.expected,
        "worst_gap_from": span.worst.from_on.isoformat(),
        "worst_gap_days": span.worst.days,
        "verdict": span.verdict.value,
        "faults": [each.value for each in span.faults],
        "why": "; ".join(span.why),
        "amber": span.amber,
    }
