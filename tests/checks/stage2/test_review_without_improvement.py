"""No management review has led to an improvement that was carried out."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.improvement import Improvement
from assay.domain.item import Item
from assay.domain.management_review import ManagementReview, ReviewStatus
from assay.domain.review_action import ActionStatus, ReviewAction
from assay.domain.review_decision import ReviewDecision
from assay.domain.treatment import Treatment, TreatmentStatus
from tests.lib.stage2 import look, operation

CHECK = "review-without-improvement"
REVIEW = ManagementReview(key="MR-1", status=ReviewStatus.HELD, held_on=date(2025, 9, 1))
DECISION = ReviewDecision(key="D-1", review="MR-1", decision="Measure twice", leads_to=("X-1",))
OTHER = DECISION.changed(key="D-2", leads_to=())
CHANGES = {"change": "change_id | implemented_at\nX-1 | {}"}
DONE = ActionStatus.DONE


@pytest.mark.row("R-074")
def test_decisions_that_led_to_nothing_are_a_signal() -> None:
    (deviation,) = look(CHECK, operation(REVIEW, DECISION, OTHER)).deviations

    assert deviation.signal
    assert deviation.measured == "0 of 2 decisions"
    assert deviation.says == (
        "None of 2 decisions of MR-1 is linked to an improvement, action, treatment or change "
        "that was carried out."
    )


@pytest.mark.row("R-074")
@pytest.mark.parametrize(
    "result",
    [
        Improvement(key="X-1", title="Twice", status=ActionStatus.VERIFIED, action="Measured"),
        Improvement(key="I-2", title="Twice", status=DONE, action="Done", prompted_by=("D-1",)),
        Treatment(key="X-1", action="Twice", status=TreatmentStatus.DONE),
        ReviewAction(
            key="A-1", review="MR-1", decision="D-1", action="Go", status=DONE, evidence="REC-1"
        ),
    ],
)
def test_one_result_that_was_carried_out_is_enough(result: Item) -> None:
    assert look(CHECK, operation(REVIEW, DECISION, OTHER, result)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-074")
@pytest.mark.parametrize(
    "result",
    [
        Improvement(key="X-1", title="Twice", status=ActionStatus.IN_PROGRESS, action="Planned"),
        Improvement(key="I-2", title="Twice", status=DONE, action="Done"),
        Treatment(key="X-1", action="Twice", status=TreatmentStatus.PLANNED),
        ReviewAction(key="A-1", review="MR-1", decision="D-1", action="Go", status=DONE),
    ],
)
def test_what_is_not_carried_out_not_linked_or_not_shown_is_none(result: Item) -> None:
    assert len(look(CHECK, operation(REVIEW, DECISION, result)).deviations) == 1


@pytest.mark.row("R-074")
@pytest.mark.parametrize(("made", "silent"), [("2025-11-01 09:00:00", True), ("", False)])
def test_a_change_counts_once_it_was_made(
    made: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    records = {name: text.format(made) for name, text in CHANGES.items()}

    assert (not look(CHECK, operation(REVIEW, DECISION, records=records)).deviations) is silent


def test_no_decisions_are_not_tested() -> None:
    assert look(CHECK, operation(REVIEW)).why_not_tested == (
        "no management review has taken a decision"
    )
