"""The owner of a risk has not looked at it again, or not for too long."""

from datetime import date

import pytest

from assay.assessment.stage1 import assess_stage1
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from assay.domain.item import Item
from tests.lib.reviews import but, without
from tests.lib.risks import an_assessment
from tests.lib.stage1 import look, material, said

CHECK = "risk-unreviewed"
R_4 = "R-4 (The recipe book is copied)"


def _long_ago(**fields: object) -> list[Item]:
    """Return the assessment with one risk that was assessed a year ago and not looked at since."""
    alone = without(an_assessment(), "R-4 review")
    return but(alone, "R-4", **{"assessed_on": date(2025, 1, 20), "assessed_by": "bo", **fields})


@pytest.mark.row("R-057")
def test_risks_that_their_owner_reviewed_are_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-057")
def test_a_risk_that_its_owner_never_looked_at_is_a_major() -> None:
    at = material(*_long_ago())

    [proposal] = assess_stage1(at, [CHECK]).proposals

    assert proposal.deviation.says == (
        f"{R_4} was assessed on 2025-01-20 and never looked at by its owner ana."
    )
    assert (proposal.grade, proposal.deviation.measured) == (Grade.MAJOR, "never")


@pytest.mark.row("R-057")
@pytest.mark.parametrize(
    ("reviewed_on", "silent"), [(date(2025, 7, 31), True), (date(2025, 7, 30), False)]
)
def test_a_review_of_six_months_ago_is_silent_and_an_older_one_speaks(
    reviewed_on: date,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    [review] = [each for each in an_assessment() if each.key == "R-4 review"]

    found = said(CHECK, material(*_long_ago(), review.changed(reviewed_on=reviewed_on)))

    assert found == (
        {} if silent else {"R-4": f"{R_4} was last looked at by its owner ana on 2025-07-30."}
    )


@pytest.mark.row("R-057")
def test_a_review_by_others_or_after_the_audit_is_none() -> None:
    [review] = [each for each in an_assessment() if each.key == "R-4 review"]

    assert list(said(CHECK, material(*_long_ago(), review.changed(by="bo")))) == ["R-4"]
    later = review.changed(reviewed_on=date(2026, 2, 1))
    assert list(said(CHECK, material(*_long_ago(), later))) == ["R-4"]


@pytest.mark.row("R-057")
def test_a_fresh_assessment_by_somebody_else_was_still_never_looked_at_by_its_owner() -> None:
    fresh = _long_ago(assessed_on=date(2026, 1, 20))

    assert list(said(CHECK, material(*fresh))) == ["R-4"]


def test_an_assessment_by_the_owner_is_a_look() -> None:
    own = _long_ago(assessed_by="ana", assessed_on=date(2025, 8, 1))

    assert said(CHECK, material(*own)) == {}


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
