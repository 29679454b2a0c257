"""A management review decided nothing, or left open who does what by when."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.reviews import a_review, but, without
from tests.lib.stage1 import look, material, said


@pytest.mark.row("R-072")
def test_decisions_and_complete_actions_are_silent() -> None:
    assert said("review-undecided", material(*a_review())) == {}


@pytest.mark.row("R-072")
def test_nothing_decided_is_said() -> None:
    nothing = without(a_review(), "MR-1-D1", "MR-1-A1")

    assert said("review-undecided", material(*nothing)) == {
        "MR-1": "MR-1 of 2026-01-12 records no decision and no action."
    }


@pytest.mark.row("R-072")
def test_an_action_without_owner_and_date_is_named() -> None:
    loose = but(a_review(), "MR-1-A1", owner="", due_on=None)

    assert said("review-undecided", material(*loose)) == {
        "MR-1-A1": "MR-1-A1 of MR-1 has no owner and no due date."
    }


@pytest.mark.row("R-072")
def test_a_decision_on_no_input_is_named() -> None:
    loose = but(a_review(), "MR-1-D1", input="")

    assert said("review-undecided", material(*loose)) == {
        "MR-1-D1": "MR-1-D1 of MR-1 has no input that it answers."
    }


def test_without_a_review_nothing_is_tested() -> None:
    assert look("review-undecided", material()).verdict is Verdict.NOT_TESTED
