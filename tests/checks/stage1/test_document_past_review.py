"""A document in use is past the review that its owner promised."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document_review import DocumentReview
from assay.domain.grade import Grade
from assay.domain.scope import VersionStatus
from tests.lib.documents import POLICY
from tests.lib.stage1 import look, material, said

CHECK = "document-past-review"


def reviewed(on: date) -> dict[str, object]:
    return {"reviewed_on": on, "approved_on": date(2020, 1, 1)}


@pytest.mark.row("R-023")
def test_due_on_the_day_still_has_the_day() -> None:
    on_the_day = POLICY.changed(**reviewed(date(2025, 1, 31)))
    day_over = POLICY.changed(**reviewed(date(2025, 1, 30)))

    assert look(CHECK, material(on_the_day)).verdict is Verdict.CONFORMS
    assert said(CHECK, material(day_over)) == {
        "POL-01": "POL-01 (Access policy) was due for review on 2026-01-30; "
        "it was last reviewed on 2025-01-30, 12 months before the audit."
    }


@pytest.mark.row("R-023")
@pytest.mark.parametrize(
    ("last", "grade", "reason", "measured"),
    [
        (date(2024, 2, 1), Grade.OBSERVATION, "overdue", "23 months"),
        (date(2024, 1, 31), None, "stale", "24 months"),
        (date(2023, 2, 1), None, "stale", "35 months"),
        (date(2023, 1, 31), None, "aggravated", "36 months"),
    ],
)
def test_the_age_decides(last: date, grade: Grade | None, reason: str, measured: str) -> None:
    (deviation,) = look(CHECK, material(POLICY.changed(**reviewed(last)))).deviations

    assert (deviation.grade, deviation.reason, deviation.measured) == (grade, reason, measured)
    assert deviation.threshold is not None
    assert deviation.threshold.value == "24 months"


@pytest.mark.row("R-023")
def test_its_own_interval_counts() -> None:
    two_years = POLICY.changed(**reviewed(date(2024, 6, 1)), review_months=24)

    assert said(CHECK, material(two_years)) == {}


def test_a_day_that_was_named_counts_if_it_comes_first() -> None:
    named = POLICY.changed(reviewed_on=date(2025, 9, 1), next_review_on=date(2025, 12, 1))

    assert set(said(CHECK, material(named))) == {"POL-01"}


@pytest.mark.row("R-023")
def test_a_review_in_its_own_register_counts() -> None:
    review = DocumentReview(key="r", document="POL-01", reviewed_on=date(2025, 12, 1))

    assert said(CHECK, material(POLICY.changed(**reviewed(date(2023, 1, 1))), review)) == {}


@pytest.mark.row("R-023")
def test_it_is_told_as_of_the_audit_and_not_of_today() -> None:
    old = POLICY.changed(**reviewed(date(2024, 1, 1)))

    assert said(CHECK, material(old, as_of=date(2024, 6, 1))) == {}


def test_a_document_without_any_day_is_unknown() -> None:
    nothing = POLICY.changed(reviewed_on=None, approved_on=None)

    assert look(CHECK, material(nothing)).verdict is Verdict.NOT_TESTED


def test_drafts_are_not_looked_at() -> None:
    draft = POLICY.changed(status=VersionStatus.DRAFT, **reviewed(date(2020, 1, 1)))

    assert look(CHECK, material(draft)).verdict is Verdict.NOT_TESTED
