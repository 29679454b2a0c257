"""The score of a risk does not follow from the method."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.risk_methodology import Scoring
from tests.lib.reviews import but, without
from tests.lib.risks import an_assessment
from tests.lib.stage1 import look, material, said

CHECK = "risk-score-underivable"


@pytest.mark.row("R-051")
def test_scores_that_the_method_gives_are_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-051")
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"score": 5}, "has the score 5; the product of 2 and 3 is 6"),
        ({"likelihood": None}, "has the score 6 and no likelihood"),
        ({"likelihood": None, "impact": None}, "has the score 6 and no likelihood and no impact"),
        ({"likelihood": None, "score": None}, "has no score and no likelihood"),
        ({"impact": 4, "score": 8}, "has the impact 4 on a scale of 3"),
        ({"likelihood": 0, "score": 0}, "has the likelihood 0 on a scale of 3"),
        ({"residual_score": 2}, "has the residual score 2; the product of 1 and 1 is 1"),
        (
            {"residual_impact": None},
            "has the residual score 1 and no residual impact",
        ),
    ],
)
def test_a_score_that_cannot_be_derived_speaks(fields: dict[str, object], says: str) -> None:
    assert said(CHECK, material(*but(an_assessment(), "R-1", **fields))) == {
        "R-1": f"R-1 (Salt fog stops the press in hall Orkney) {says}."
    }


@pytest.mark.row("R-051")
@pytest.mark.parametrize(("scoring", "due"), [(Scoring.SUM, 5), (Scoring.HIGHEST, 3)])
def test_the_method_of_the_organisation_decides(scoring: Scoring, due: int) -> None:
    otherwise = but(an_assessment(), "RM-1", scoring=scoring)

    assert said(CHECK, material(*otherwise))["R-1"].startswith(
        "R-1 (Salt fog stops the press in hall Orkney) has the score 6; "
        f"the {scoring} of 2 and 3 is {due}"
    )


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"score": None}, id="a score that follows need not be stated"),
        pytest.param(
            {"residual_likelihood": None, "residual_impact": None, "residual_score": None},
            id="what remains is for another check",
        ),
    ],
)
def test_what_can_be_derived_is_silent(fields: dict[str, object]) -> None:
    assert said(CHECK, material(*but(an_assessment(), "R-1", **fields))) == {}


@pytest.mark.row("R-051")
def test_without_a_method_no_score_can_be_told() -> None:
    looked = look(CHECK, material(*without(an_assessment(), "RM-1")))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == ("5 of 5 cannot be told: no method says how scores are made")


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
