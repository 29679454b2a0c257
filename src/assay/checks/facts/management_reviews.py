"""Which management reviews were held for a standard, and what each has on record."""

from collections.abc import Mapping
from typing import TypeVar

from assay.checks.material import Material
from assay.domain.deviation import Member
from assay.domain.item import Item
from assay.domain.management_review import ManagementReview, ReviewStatus
from assay.domain.review_action import ReviewAction
from assay.domain.review_attendance import ReviewAttendance
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput
from assay.standards.standard import Standard

AnyPart = TypeVar("AnyPart", ReviewInput, ReviewAttendance, ReviewDecision, ReviewAction)

NONE_HELD = "no management review has been held"


def held_reviews(material: Material, standard: Standard) -> tuple[ManagementReview, ...]:
    """Return the reviews held for a standard by the audit date, the earliest first.

    A review that names no standard was held for all of them.
    """
    held = [
        review
        for review in material[ManagementReview].values()
        if review.held_on is not None
        and review.held_on <= material.as_of
        and review.status in {None, ReviewStatus.HELD}
        and (not review.standards or standard.name in review.standards)
    ]
    return tuple(sorted(held, key=lambda review: (review.held_on, review.key)))


def every_held_review(material: Material) -> tuple[ManagementReview, ...]:
    """Return the reviews held for any of the standards, each once."""
    held = {
        review.key: review
        for standard in material.standards
        for review in held_reviews(material, standard)
    }
    return tuple(held[key] for key in sorted(held))


def parts_of(material: Material, kind: type[AnyPart], review: ManagementReview) -> list[AnyPart]:
    """Return the inputs, attendance, decisions or actions on record for a review."""
    return [part for part in material[kind].values() if part.review == review.key]


def inputs_of(
    material: Material, standard: Standard, review: ManagementReview
) -> Mapping[str, ReviewInput]:
    """Return what a review looked at, by the keys of the standard's inputs."""
    by_name = {name: each.key for each in standard.inputs for name in (each.key, each.number)}
    return {
        by_name[part.input]: part
        for part in parts_of(material, ReviewInput, review)
        if part.input in by_name and part.standard in {"", standard.name}
    }


def as_members(reviews: tuple[ManagementReview, ...]) -> tuple[Member, ...]:
    """Return reviews as what a check looked at."""
    return tuple(Member(review.key, review.site) for review in reviews)


def reference(item: Item) -> str:
    """Return an item as evidence names it: its register and its key."""
    return f"{item.register.replace('_', ' ')} {item.key}"
