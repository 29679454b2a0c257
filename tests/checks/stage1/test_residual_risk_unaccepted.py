"""What remains of a risk after treatment was not rated, or not accepted by the risk's owner."""

from datetime import date

import pytest

from assay.assessment.stage1 import assess_stage1
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from tests.lib.reviews import but, without
from tests.lib.risks import an_assessment
from tests.lib.stage1 import look, material, said

CHECK = "residual-risk-unaccepted"
R_1 = "R-1 (Salt fog stops the press in hall Orkney)"
SIGNED = "R-1 residual risk"


@pytest.mark.row("R-056")
def test_what_its_owner_accepted_is_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-056")
def test_what_nobody_accepted_speaks() -> None:
    assert said(CHECK, material(*without(an_assessment(), SIGNED))) == {
        "R-1": f"{R_1}: its owner ana has not signed the residual risk."
    }


@pytest.mark.row("R-056")
def test_what_others_accepted_speaks() -> None:
    assert said(CHECK, material(*but(an_assessment(), SIGNED, by="cy"))) == {
        "R-1": f"{R_1}: the residual risk was signed by cy and not by its owner ana."
    }


@pytest.mark.row("R-056")
def test_an_acceptance_on_the_day_of_the_plan_counts_and_one_before_does_not() -> None:
    same_day = but(an_assessment(), "T-1", planned_on=date(2025, 11, 12))
    day_after = but(an_assessment(), "T-1", planned_on=date(2025, 11, 13))

    assert said(CHECK, material(*same_day)) == {}
    assert said(CHECK, material(*day_after)) == {
        "R-1": (
            f"{R_1}: its owner ana signed the residual risk on 2025-11-12, "
            "before the treatment or what remains changed on 2025-11-13."
        )
    }


@pytest.mark.row("R-056")
def test_what_remains_has_to_be_rated() -> None:
    unrated = but(
        an_assessment(), "R-1", residual_likelihood=None, residual_impact=None, residual_score=None
    )

    assert said(CHECK, material(*unrated)) == {
        "R-1": f"{R_1}: what remains after treatment is not rated."
    }


@pytest.mark.row("R-056")
def test_what_was_accepted_at_a_lower_score_speaks_and_at_a_higher_one_does_not() -> None:
    worse = but(an_assessment(), "R-1", residual_likelihood=2, residual_score=2)
    better = but(an_assessment(), SIGNED, residual_score=2)

    assert said(CHECK, material(*better)) == {}
    assert said(CHECK, material(*worse)) == {
        "R-1": f"{R_1}: its owner ana accepted a residual score of 1, and it is 2."
    }


@pytest.mark.row("R-056", "R-057")
def test_its_grade_is_that_of_the_profile() -> None:
    at = material(*without(an_assessment(), SIGNED))

    [proposal] = assess_stage1(at, [CHECK]).proposals

    assert proposal.grade is Grade.MAJOR


def test_nothing_remains_of_a_risk_that_is_avoided() -> None:
    avoided = but(without(an_assessment(), SIGNED), "R-1", decision="avoid")

    assert said(CHECK, material(*avoided)) == {}


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
