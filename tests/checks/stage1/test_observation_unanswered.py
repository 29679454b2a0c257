"""An observation was made, and nobody decided what to do about it."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.finding import Finding, RaisedIn
from assay.domain.grade import Grade
from assay.domain.improvement import Improvement
from assay.domain.improvement import Verdict as Decision
from tests.lib.stage1 import look, material, said

CHECK = "observation-unanswered"
SEEN = Finding(
    key="F-1",
    raised_in=RaisedIn.INTERNAL_AUDIT,
    grade=Grade.OBSERVATION,
    states="Badges lie about.",
    raised_on=date(2025, 11, 2),
)
DECIDED = Improvement(key="I-1", title="Badges", prompted_by=("F-1",), verdict=Decision.REJECT)


@pytest.mark.row("R-190")
def test_ninety_days_are_silent_and_ninety_one_speak() -> None:
    older = SEEN.changed(raised_on=date(2025, 11, 1))

    assert look(CHECK, material(SEEN)).verdict is Verdict.CONFORMS
    assert said(CHECK, material(older)) == {
        "F-1": "F-1 was observed on 2025-11-01, 91 days before 2026-01-31, "
        "and the improvement log decides nothing about it."
    }


@pytest.mark.row("R-190")
def test_any_decision_answers_it_and_an_entry_without_one_does_not() -> None:
    older = SEEN.changed(raised_on=date(2025, 6, 1))

    assert said(CHECK, material(older, DECIDED)) == {}
    assert set(said(CHECK, material(older, DECIDED.changed(verdict=None)))) == {"F-1"}


@pytest.mark.row("R-190")
def test_nonconformities_are_not_looked_at() -> None:
    minor = SEEN.changed(grade=Grade.MINOR, raised_on=date(2025, 1, 1))

    assert look(CHECK, material(minor)).verdict is Verdict.NOT_TESTED
