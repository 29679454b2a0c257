"""The last management review did not look at something that it has to."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from tests.lib.reviews import a_review, but, without
from tests.lib.stage1 import look, material, said


@pytest.mark.row("R-068")
def test_a_complete_review_is_silent() -> None:
    looked = look("review-input-missing", material(*a_review()))

    assert (looked.verdict, len(looked.population)) == (Verdict.CONFORMS, 10)


@pytest.mark.row("R-068")
def test_each_missing_input_is_named() -> None:
    review = without(but(a_review(), "MR-1 c", sources=()), "MR-1 d3")

    assert said("review-input-missing", material(*review)) == {
        "MR-1, c": "MR-1 of 2026-01-12 has no source on input c (changed needs) "
        "of ISO/IEC 27001:2022.",
        "MR-1, d3": "MR-1 of 2026-01-12 has no discussion on input d3 (audit results) "
        "of ISO/IEC 27001:2022.",
    }


@pytest.mark.row("R-068")
def test_only_the_last_review_counts() -> None:
    old = without(a_review("MR-0", date(2025, 1, 12)), "MR-0 d3")

    assert said("review-input-missing", material(*old, *a_review())) == {}


def test_without_a_review_nothing_is_tested() -> None:
    looked = look("review-input-missing", material())

    assert (looked.verdict, looked.why_not_tested) == (
        Verdict.NOT_TESTED,
        "no management review has been held",
    )
