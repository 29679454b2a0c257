"""Flaws in the factory's management reviews, objectives and suppliers."""

from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.management_review import ManagementReview, ReviewStatus
from assay.domain.objective import Objective
from assay.domain.review_action import ReviewAction
from assay.domain.review_attendance import Presence, ReviewAttendance
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.supplier import Supplier
from assay.domain.supplier_assessment import SupplierAssessment

_FACTORY = "factory"


@defect(organisation=_FACTORY, stage=1, check="review-unheld")
def reviews_never_held(draft: Draft) -> None:
    """Have planned every management review and held none, with no plan for the next."""
    for review in draft.all(ManagementReview).values():
        draft.change(
            ManagementReview,
            review.key,
            status=ReviewStatus.CANCELLED,
            held_on=None,
            planned_on=None,
        )


@defect(organisation=_FACTORY, stage=1, check="review-without-top-management")
def review_without_the_top(draft: Draft) -> None:
    """Let everybody from top management send apologies to the last review."""
    top = {
        one.person for one in draft.all(RoleAssignment).values() if one.role is Role.TOP_MANAGEMENT
    }
    for attendance in draft.all(ReviewAttendance).values():
        if attendance.review == "MR-2" and attendance.person in top:
            draft.change(ReviewAttendance, attendance.key, presence=Presence.APOLOGIES)


@defect(organisation=_FACTORY, stage=1, check="review-undecided")
def action_without_owner(draft: Draft) -> None:
    """Leave an action of the last review without anybody to do it."""
    action = next(one for one in draft.all(ReviewAction).values() if one.review == "MR-2")
    draft.change(ReviewAction, action.key, owner="")


@defect(organisation=_FACTORY, stage=1, check="review-perfunctory")
def last_reviews_minutes_again(draft: Draft) -> None:
    """Hold the last review with the minutes of the one before it."""
    inputs = draft.all(ReviewInput).values()
    before = {one.input: one for one in inputs if one.review == "MR-1"}
    for each in [one for one in inputs if one.review == "MR-2"]:
        draft.change(ReviewInput, each.key, discussion=before[each.input].discussion)


@defect(organisation=_FACTORY, stage=1, check="sponsor-uncommitted")
def resources_never_decided(draft: Draft) -> None:
    """Have no review decide on resources."""
    for decision in draft.all(ReviewDecision).values():
        if decision.about == "resources":
            draft.change(ReviewDecision, decision.key, about="improvement")


@defect(organisation=_FACTORY, stage=1, check="objective-incomplete")
def objective_without_target(draft: Draft) -> None:
    """Leave the objective on complaints without a value to reach."""
    draft.change(Objective, "O-03", target=None)


@defect(organisation=_FACTORY, stage=1, check="supplier-unexamined")
def supplier_without_terms(draft: Draft) -> None:
    """Buy plate from a supplier whose contract has none of the quality terms."""
    draft.change(Supplier, "SUP-02", security_terms=False)


@defect(organisation=_FACTORY, stage=1, check="supplier-review-overdue")
def supplier_not_assessed_again(draft: Draft) -> None:
    """Let the yearly assessment of a plate supplier be thirteen months old."""
    last = draft.as_of - timedelta(days=396)
    later = [
        one.key
        for one in draft.all(SupplierAssessment).values()
        if one.supplier == "SUP-02" and one.held_on > last
    ]
    draft.drop(SupplierAssessment, *later)
    draft.change(Supplier, "SUP-02", assessed_on=last, next_review_on=None)
