"""No management review has been held, or where that is enough, none is scheduled."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.management_review import ManagementReview, ReviewStatus
from tests.lib.reviews import a_review
from tests.lib.stage1 import AS_OF, look, material, said

PLANNED = ManagementReview(key="MR-9", status=ReviewStatus.PLANNED, planned_on=date(2026, 3, 1))


@pytest.mark.row("R-067")
def test_a_review_on_the_day_counts() -> None:
    assert look("review-unheld", material(*a_review(held_on=AS_OF))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-067", "R-069")
def test_a_review_after_the_day_does_not() -> None:
    assert said("review-unheld", material(*a_review(held_on=date(2026, 2, 1)))) == {
        "iso27001-2022": "No management review for ISO/IEC 27001:2022 was held by 2026-01-31; "
        "none is planned."
    }


@pytest.mark.row("R-067")
def test_a_review_for_another_standard_does_not() -> None:
    review = ManagementReview(
        key="MR-1", held_on=AS_OF, status=ReviewStatus.HELD, standards=("iso9001-2015",)
    )

    assert set(said("review-unheld", material(review))) == {"iso27001-2022"}


@pytest.mark.row("R-075")
def test_a_plan_does_only_where_the_profile_says_so() -> None:
    strict = material(PLANNED)
    lenient = material(PLANNED, standards=("iso9001-2015",), profile="qms-typical")

    assert said("review-unheld", strict) == {
        "iso27001-2022": "No management review for ISO/IEC 27001:2022 was held by 2026-01-31; "
        "one is planned for 2026-03-01."
    }
    assert said("review-unheld", lenient) == {}


@pytest.mark.row("R-075")
def test_without_a_plan_the_lenient_profile_finds_it_too() -> None:
    nothing = material(standards=("iso9001-2015",), profile="qms-typical")

    assert set(said("review-unheld", nothing)) == {"iso9001-2015"}
