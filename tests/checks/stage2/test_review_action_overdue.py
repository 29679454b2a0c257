"""An action of a management review was not followed up."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.management_review import ManagementReview, ReviewStatus
from assay.domain.review_action import ActionStatus, ReviewAction
from tests.lib.stage2 import look, operation, said

CHECK = "review-action-overdue"
FIRST = ManagementReview(key="MR-1", status=ReviewStatus.HELD, held_on=date(2025, 9, 1))
SECOND = FIRST.changed(key="MR-2", held_on=date(2026, 1, 10))
ACTION = ReviewAction(
    key="A-1",
    review="MR-1",
    action="Train a second custodian",
    due_on=date(2026, 1, 30),
    status=ActionStatus.OPEN,
)
CLOSED = ACTION.changed(key="A-2", status=ActionStatus.DONE)


@pytest.mark.row("R-073")
def test_an_action_due_yesterday_speaks_with_the_share_that_is_closed() -> None:
    assert said(CHECK, operation(FIRST, ACTION, CLOSED)) == {
        "A-1": (
            "A-1 of MR-1 (Train a second custodian) was due on 2026-01-30, 1 day ago, is open "
            "and was not planned anew; 1 of 2 actions of reviews are closed (50 %)."
        )
    }


@pytest.mark.row("R-073")
@pytest.mark.parametrize(
    ("changed", "silent"),
    [
        ({"due_on": date(2026, 1, 31)}, True),
        ({"status": ActionStatus.VERIFIED}, True),
        ({"status": ActionStatus.CANCELLED}, True),
        ({"replanned_on": date(2026, 2, 20)}, True),
        ({"replanned_on": date(2026, 1, 30)}, False),
        ({"status": ActionStatus.IN_PROGRESS}, False),
    ],
)
def test_due_today_done_decided_or_planned_anew_is_silent(
    changed: dict[str, object],
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    assert (said(CHECK, operation(FIRST, ACTION.changed(**changed))) == {}) is silent


@pytest.mark.row("R-073")
def test_at_the_next_review_each_earlier_action_has_a_status() -> None:
    unsaid = ACTION.changed(status=None, due_on=date(2026, 6, 1))

    (deviation,) = look(CHECK, operation(FIRST, SECOND, unsaid)).deviations

    assert deviation.reason == "no status"
    assert "has no status at the next review (MR-2)" in deviation.says
    assert look(CHECK, operation(FIRST, unsaid)).verdict is Verdict.CONFORMS


def test_no_action_of_a_held_review_is_not_tested() -> None:
    planned = FIRST.changed(status=ReviewStatus.PLANNED)

    assert look(CHECK, operation(planned, ACTION)).why_not_tested == (
        "no management review has decided on an action"
    )
