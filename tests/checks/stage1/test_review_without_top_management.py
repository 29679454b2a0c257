"""Nobody from top management sat in a management review."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.review_attendance import Presence
from tests.lib.reviews import a_review, but, without
from tests.lib.stage1 import look, material, said

CHECK = "review-without-top-management"
ABSENT = {
    "MR-1": "MR-1 was held on 2026-01-12 with nobody from top management; "
    "present were no people on record."
}


@pytest.mark.row("R-070")
def test_present_counts_and_apologies_do_not() -> None:
    away = but(a_review(), "MR-1 mira", presence=Presence.APOLOGIES)

    assert said(CHECK, material(*a_review())) == {}
    assert said(CHECK, material(*away)) == ABSENT


@pytest.mark.row("R-070")
def test_the_role_has_to_be_held_on_the_day() -> None:
    on_the_day = but(a_review(), "mira top", until_on=date(2026, 1, 12))
    over = but(a_review(), "mira top", until_on=date(2026, 1, 11))

    assert said(CHECK, material(*on_the_day)) == {}
    assert said(CHECK, material(*over)) == {
        "MR-1": "MR-1 was held on 2026-01-12 with nobody from top management; present were mira."
    }


@pytest.mark.row("R-070")
def test_a_delegate_needs_authority() -> None:
    sent = but(a_review(), "MR-1 mira", presence=Presence.DELEGATED, delegate="ana")
    with_authority = but(sent, "MR-1 mira", with_authority=True)

    assert said(CHECK, material(*sent)) == ABSENT
    assert said(CHECK, material(*with_authority)) == {}


def test_without_an_attendance_list_it_is_unknown() -> None:
    looked = look(CHECK, material(*without(a_review(), "MR-1 mira")))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == "1 of 1 cannot be told: there is no list of who attended"


def test_without_a_review_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
