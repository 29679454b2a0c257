"""The policy was not approved at the top, is out of date, or cannot be read by everybody."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document_location import DocumentLocation
from assay.domain.item import Item
from tests.lib.documents import MIRA, POLICY, TOP
from tests.lib.reviews import but
from tests.lib.stage1 import look, material

CHECK = "policy-weak"
WHOLE: list[Item] = [
    MIRA,
    TOP,
    POLICY.changed(satisfies=("policy",)),
    DocumentLocation(key="wiki", path="wiki/", readable_by=("staff",), reachable=True),
]


def reasons(items: list[Item]) -> dict[str, str]:
    return {each.reason: each.says for each in look(CHECK, material(*items)).deviations}


@pytest.mark.row("R-026")
def test_all_three_respects_met_is_silent() -> None:
    looked = look(CHECK, material(*WHOLE))

    assert (looked.verdict, len(looked.population)) == (Verdict.CONFORMS, 3)


@pytest.mark.row("R-026")
@pytest.mark.parametrize(
    ("key", "change", "expected"),
    [
        (
            "mira top",
            {"until_on": date(2025, 6, 1)},
            {
                "not-at-the-top": "POL-01 (Access policy) was approved by mira, "
                "who was not top management then."
            },
        ),
        (
            "POL-01",
            {"reviewed_on": None, "review_months": 7},
            {"not-reviewed": "POL-01 (Access policy) was due for review on 2026-01-02."},
        ),
        (
            "wiki",
            {"readable_by": ("board",)},
            {"not-readable": "POL-01 (Access policy) cannot be opened by 1 of its readers."},
        ),
    ],
)
def test_each_respect_is_a_verdict_of_its_own(
    key: str, change: dict[str, object], expected: dict[str, str]
) -> None:
    assert reasons(but(WHOLE, key, **change)) == expected


def test_a_place_that_nobody_tested_is_unknown() -> None:
    assert look(CHECK, material(*WHOLE[:3])).verdict is Verdict.NOT_TESTED


def test_without_a_policy_nothing_is_tested() -> None:
    assert look(CHECK, material()).why_not_tested == "there is no approved policy"
