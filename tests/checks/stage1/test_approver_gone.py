"""A document in use was approved by somebody who does not work here any more."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from tests.lib.documents import MIRA, POLICY
from tests.lib.stage1 import look, material, said

CHECK = "approver-gone"


@pytest.mark.row("R-024")
def test_somebody_who_works_here_is_silent() -> None:
    later = MIRA.changed(ended_on=date(2026, 2, 1))

    assert look(CHECK, material(MIRA, POLICY)).verdict is Verdict.CONFORMS
    assert said(CHECK, material(later, POLICY)) == {}


@pytest.mark.row("R-024")
def test_whoever_left_by_the_day_is_named() -> None:
    gone = MIRA.changed(ended_on=date(2026, 1, 31))

    assert said(CHECK, material(gone, POLICY)) == {
        "POL-01": "POL-01 (Access policy) was approved by Mira Vos (mira), "
        "who left on 2026-01-31, after the approval of 2025-06-02."
    }


@pytest.mark.row("R-024")
def test_whoever_had_left_before_they_approved_is_told_so() -> None:
    gone = MIRA.changed(ended_on=date(2025, 6, 1))

    (deviation,) = look(CHECK, material(gone, POLICY)).deviations

    assert deviation.reason == "left-before"
    assert deviation.says.endswith("who left on 2025-06-01, before the approval of 2025-06-02.")


def test_an_approver_in_no_list_is_unknown() -> None:
    assert look(CHECK, material(POLICY)).verdict is Verdict.NOT_TESTED
