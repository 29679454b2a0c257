"""Findings of a kept result as rows: grouped by grade, the worst first, then by check."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from assay.domain.grade import HEAVIEST_FIRST


def finding_groups(findings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return findings grouped by grade; each has its checks, each check its findings."""
    ordered = sorted(
        findings, key=lambda each: (HEAVIEST_FIRST.index(each["grade_proposed"]), each["check"])
    )
    return [
        {
            "grade": grade,
            "count": len(rows),
            "checks": [
                {"check": check, "clauses": _clauses(same[0]), "findings": same}
                for check, same in (
                    (check, list(same)) for check, same in groupby(rows, key=_check)
                )
            ],
        }
        for grade, rows in ((grade, list(rows)) for grade, rows in groupby(ordered, key=_grade))
    ]


def readiness_parts(ready: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Return the lines of a readiness under the headings that a page gives them."""
    return (
        ("Conditions", ready["conditions"]),
        ("Four traits", ready.get("traits", [])),
        ("Five typical problems", ready.get("problems", [])),
    )


def _grade(finding: Mapping[str, Any]) -> str:
    return str(finding["grade_proposed"])


def _check(finding: Mapping[str, Any]) -> str:
    return str(finding["check"])


def _clauses(finding: Mapping[str, Any]) -> str:
    return ", ".join(dict.fromkeys(each["clause"] for each in finding["clauses"]))
