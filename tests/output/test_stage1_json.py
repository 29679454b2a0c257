"""Stage 1 as JSON: the names of the fields are a promise."""

from assay.assessment.stage1 import assess_stage1
from assay.assessment.stage1_sheets import stage1_sheets
from assay.domain.deviation import Deviation, Looked, Threshold
from assay.domain.grade import Grade
from assay.output.stage1 import stage1_as_json
from tests.lib.results import ONE, came_to, seen, stage1_of
from tests.lib.stage1 import material

EMPTY = material()


def test_the_fields_of_the_result_are_those_that_were_promised() -> None:
    stage1 = assess_stage1(EMPTY)

    said = stage1_as_json(stage1, stage1_sheets(stage1, EMPTY))

    assert list(said) == [
        "organisation",
        "as_of",
        "standards",
        "profile",
        "outcome",
        "blockers",
        "findings",
        "not_tested",
        "conforming",
        "unknown",
        "counts",
        "clauses",
        "documents",
        "soa",
        "scope",
        "requests",
        "lists",
        "likely",
        "gaps",
        "walks",
        "maturity",
    ]
    assert list(said["outcome"]) == ["value", "label", "because"]
    assert list(said["not_tested"][0]) == ["check", "why"]


def test_a_finding_says_everything_that_it_rests_on() -> None:
    deviation = Deviation(
        ("POL-01",),
        "POL-01 was last reviewed 25 months ago.",
        measured="25 months",
        threshold=Threshold("24 months", "default, source 002"),
        evidence=("document POL-01",),
        site="S1",
        reason="stale",
    )
    stage1 = stage1_of(came_to(Looked(ONE, (deviation,)), "7.5.3", name="document-past-review"))

    said = stage1_as_json(stage1, stage1_sheets(stage1, EMPTY))

    reference = {"standard": "iso27001-2022", "clause": "7.5.3"}
    assert said["findings"] == [
        {
            "check": "document-past-review",
            "about": ["POL-01"],
            "says": "POL-01 was last reviewed 25 months ago.",
            "clauses": [reference],
            "breaches": [reference],
            "grade_proposed": "minor",
            "label": "minor nonconformity",
            "signal": False,
            "blocks": False,
            "reason": "stale",
            "measured": "25 months",
            "threshold": "24 months",
            "threshold_from": "default, source 002",
            "evidence": ["document POL-01"],
            "site": "S1",
        }
    ]


def test_findings_are_counted_by_grade_and_by_site_and_checks_by_verdict() -> None:
    stage1 = stage1_of(
        seen(Grade.MAJOR, name="a"), seen(Grade.MINOR, name="b"), seen(Grade.MINOR, name="c")
    )

    assert stage1_as_json(stage1, stage1_sheets(stage1, EMPTY))["counts"] == {
        "findings": 3,
        "blockers": 0,
        "by_grade": {"major": 1, "minor": 2, "observation": 0, "opportunity": 0, "concern": 0},
        "by_site": {"": 3},
        "checks": {"conforms": 0, "deviates": 3, "not tested": 0},
        "left_out": 0,
    }
