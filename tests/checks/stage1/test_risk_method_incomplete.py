"""The method by which risks are assessed is not written down, or leaves something open."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.reviews import but, without
from tests.lib.risks import an_assessment
from tests.lib.stage1 import look, material, said

CHECK = "risk-method-incomplete"


@pytest.mark.row("R-051")
def test_a_whole_method_is_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-051")
@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"likelihood_scale": ()}, "a scale of likelihood"),
        ({"impact_scale": ()}, "a scale of impact"),
        ({"scoring": None}, "how the two make a score"),
        ({"acceptance_criteria": "", "accept_up_to": None}, "criteria of acceptance"),
        ({"assessment_criteria": ""}, "when risks are assessed"),
        ({"owner_rules": "", "document": ""}, "how a risk gets its owner, a document"),
        ({"document": "MET-9"}, "a document in force (MET-9 is in no register)"),
    ],
)
def test_what_a_method_leaves_open_speaks(fields: dict[str, object], lacks: str) -> None:
    assert said(CHECK, material(*but(an_assessment(), "RM-1", **fields))) == {
        "RM-1": f"The risk methodology RM-1 lacks {lacks}."
    }


@pytest.mark.row("R-051")
def test_a_method_in_a_draft_speaks() -> None:
    assert said(CHECK, material(*but(an_assessment(), "MET-1", status="draft"))) == {
        "RM-1": "The risk methodology RM-1 lacks a document in force (MET-1 is draft)."
    }


def test_criteria_in_words_or_as_a_line_will_do() -> None:
    words = but(an_assessment(), "RM-1", accept_up_to=None)

    assert said(CHECK, material(*words)) == {}


@pytest.mark.row("R-051")
def test_no_method_speaks() -> None:
    assert said(CHECK, material(*without(an_assessment(), "RM-1"))) == {
        "risk methodology": (
            "No risk methodology is on record: no scales, no scoring, no line of acceptance."
        )
    }


def test_of_an_organisation_that_says_nothing_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
