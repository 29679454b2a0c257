"""Readiness as JSON for programs and as lines for people."""

from collections.abc import Iterable, Iterator
from typing import Any

from assay.assessment.fresh_reviews import FreshReview
from assay.assessment.readiness import Readiness, ReadinessLine
from assay.assessment.stage2_readiness import Stage2Readiness
from assay.domain.deviation import Verdict

_MARK = {Verdict.CONFORMS: "yes    ", Verdict.DEVIATES: "no     ", Verdict.NOT_TESTED: "unknown"}

_SEEN = {
    Verdict.CONFORMS: "not seen",
    Verdict.DEVIATES: "SEEN",
    Verdict.NOT_TESTED: "unknown",
}


def readiness_as_json(readiness: Readiness) -> dict[str, Any]:
    """Return readiness in its stable form."""
    return {
        "stage": 1,
        "ready": readiness.ready,
        "percent": readiness.percent,
        "checks": {
            "conforming": readiness.conforming,
            "deviating": readiness.deviating,
            "not_tested": readiness.not_tested,
        },
        "conditions": _as_json(readiness.conditions),
        "traits": _as_json(readiness.traits),
        "problems": _as_json(readiness.problems),
        "answers": [
            {
                "question": each.question,
                "answer": each.answer,
                "backing": each.backing.value,
                "green": each.green,
            }
            for each in readiness.answers
        ],
        "unknown": list(readiness.unknown),
    }


def _as_json(lines: Iterable[ReadinessLine]) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "verdict": each.verdict.value, "because": list(each.because)}
        for each in lines
    ]


def stage2_readiness_as_json(
    readiness: Stage2Readiness, reviews: Iterable[FreshReview] = ()
) -> dict[str, Any]:
    """Return readiness for Stage 2 in its stable form; it is no part of that for Stage 1."""
    return {
        "stage": 2,
        "ready": readiness.ready,
        "percent": readiness.percent,
        "checks": {
            "conforming": readiness.conforming,
            "deviating": readiness.deviating,
            "not_tested": readiness.not_tested,
        },
        "conditions": _as_json(readiness.conditions),
        "fresh_reviews": [
            {
                "finding": each.finding,
                "owner": each.owner,
                "due_on": each.due_on.isoformat() if each.due_on else None,
                "state": each.state.value,
                "because": each.because,
                "reviews": list(each.reviews),
            }
            for each in reviews
        ],
        "unknown": list(readiness.unknown),
    }


def stage2_readiness_lines(
    readiness: Stage2Readiness,
    organisation: str,
    as_of: str,
    reviews: Iterable[FreshReview] = (),
) -> Iterator[str]:
    """Yield readiness for Stage 2 as lines of text."""
    word = "Ready" if readiness.ready else "Not ready"
    yield f"{organisation}: readiness for Stage 2 as of {as_of}"
    yield ""
    yield (
        f"{word}: {readiness.percent} % of the checks conform "
        f"({readiness.conforming} conforming, {readiness.deviating} deviating, "
        f"{readiness.not_tested} not tested; unknown counts against it)."
    )
    yield ""
    yield "Conditions before Stage 2"
    yield from _lines(readiness.conditions)
    for each in reviews:
        yield f"  {each.state:<7}  a fresh review of access for {each.finding}: {each.because}"
    if readiness.unknown:
        yield ""
        yield f"Unknown ({len(readiness.unknown)})"
        yield from (f"  {each}" for each in readiness.unknown)


def readiness_lines(readiness: Readiness, organisation: str, as_of: str) -> Iterator[str]:
    """Yield readiness as lines of text."""
    word = "Ready" if readiness.ready else "Not ready"
    yield f"{organisation}: readiness for Stage 1 as of {as_of}"
    yield ""
    yield (
        f"{word}: {readiness.percent} % of the checks conform "
        f"({readiness.conforming} conforming, {readiness.deviating} deviating, "
        f"{readiness.not_tested} not tested; unknown counts against it)."
    )
    for title, lines in (
        ("Conditions before Stage 1", readiness.conditions),
        ("Traits of a system that is lived", readiness.traits),
    ):
        yield ""
        yield title
        yield from _lines(lines)
    yield ""
    yield "Typical problems"
    for line in readiness.problems:
        yield f"  {_SEEN[line.verdict]:<8}  {line.name}"
        if line.verdict is Verdict.DEVIATES:
            yield from (f"            {reason}" for reason in line.because)
    if readiness.answers:
        backed = sum(each.green for each in readiness.answers)
        yield ""
        yield f"Questionnaire: {backed} of {len(readiness.answers)} answers are backed by records."
    if readiness.unknown:
        yield ""
        yield f"Unknown ({len(readiness.unknown)})"
        yield from (f"  {each}" for each in readiness.unknown)


def _lines(lines: Iterable[ReadinessLine]) -> Iterator[str]:
    for line in lines:
        yield f"  {_MARK[line.verdict]}  {line.name}"
        yield from (f"           {reason}" for reason in line.because)
