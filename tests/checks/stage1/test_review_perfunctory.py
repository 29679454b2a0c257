"""The minutes of a management review are a form that was filled in."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from tests.lib.reviews import INPUTS, a_review, but, without
from tests.lib.stage1 import look, material, said

CHECK = "review-perfunctory"
LAST_YEAR = date(2025, 1, 12)


@pytest.mark.row("R-071")
def test_proper_minutes_are_silent() -> None:
    both = [*a_review("MR-0", LAST_YEAR), *a_review("MR-1")]

    assert look(CHECK, material(*both)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-071")
def test_last_years_minutes_under_a_new_date_are_a_signal() -> None:
    both = [*a_review("MR-0", LAST_YEAR, "same"), *a_review("MR-1", about="same")]

    looked = look(CHECK, material(*both))

    (deviation,) = looked.deviations
    assert deviation.says == "MR-1 of 2026-01-12 shows 1 sign: text 1.00 like that of MR-0."
    assert deviation.signal


@pytest.mark.row("R-071")
def test_one_sign_is_silent_and_two_speak() -> None:
    one = without(a_review(), "MR-1 d3")
    two = without(one, "MR-1-A1")

    assert said(CHECK, material(*one)) == {}
    assert said(CHECK, material(*two)) == {
        "MR-1": "MR-1 of 2026-01-12 shows 2 signs: 1 of 10 inputs missing; no action."
    }


@pytest.mark.row("R-071")
def test_inputs_that_were_all_noted_are_two_signs() -> None:
    noted = a_review()
    for each in INPUTS:
        noted = but(noted, f"MR-1 {each.number}", discussion="Noted.")

    assert said(CHECK, material(*noted)) == {
        "MR-1": "MR-1 of 2026-01-12 shows 2 signs: "
        "10 of 10 inputs of fewer than 15 words; every input only noted."
    }


@pytest.mark.row("R-071")
def test_fifteen_words_are_enough_and_fourteen_are_not() -> None:
    undecided = without(a_review(), "MR-1-A1")
    fifteen = but(undecided, "MR-1 a", discussion=" ".join(["word"] * 15))
    fourteen = but(undecided, "MR-1 a", discussion=" ".join(["word"] * 14))

    assert said(CHECK, material(*fifteen)) == {}
    assert said(CHECK, material(*fourteen)) == {
        "MR-1": "MR-1 of 2026-01-12 shows 2 signs: no action; "
        "1 of 10 inputs of fewer than 15 words."
    }


def test_without_a_review_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
