"""The signs by which minutes of a management review show that they are a form."""

from collections.abc import Iterator

from assay.checks.facts.management_reviews import (
    every_held_review,
    held_reviews,
    inputs_of,
    parts_of,
)
from assay.checks.facts.similarity import normalised_text, similarity
from assay.checks.material import Material
from assay.domain.management_review import ManagementReview
from assay.domain.review_action import ReviewAction
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput

# What people write when nothing was said.
_NOTED = frozenset(
    {
        "noted",
        "ok",
        "okay",
        "none",
        "n a",
        "na",
        "no change",
        "no changes",
        "fine",
        "done",
        "dealt with",
    }
)


def empty_signs(material: Material, review: ManagementReview) -> Iterator[str]:
    """Yield each sign that little was said and nothing decided."""
    texts = _texts(material, review)
    for standard in material.standards:
        if review in held_reviews(material, standard):
            said = inputs_of(material, standard, review)
            missing = [
                one
                for one in standard.inputs
                if one.key not in said or not said[one.key].discussion
            ]
            if missing:
                yield f"{len(missing)} of {len(standard.inputs)} inputs missing"
    if not parts_of(material, ReviewDecision, review):
        yield "no decision"
    if not parts_of(material, ReviewAction, review):
        yield "no action"
    least = material.profile.whole("mr.min_words")
    if short := [text for text in texts if len(text.split()) < least]:
        yield f"{len(short)} of {len(texts)} inputs of fewer than {least} words"
    if texts and all(normalised_text(text) in _NOTED for text in texts):
        yield "every input only noted"


def repeated_sign(material: Material, review: ManagementReview) -> Iterator[str]:
    """Yield the sign that the minutes are those of the review before."""
    earlier = [
        each
        for each in every_held_review(material)
        if each.held_on and review.held_on and each.held_on < review.held_on
    ]
    texts = _texts(material, review)
    if not earlier or not texts:
        return
    before = max(earlier, key=lambda each: (each.held_on, each.key))
    alike = similarity("\n".join(texts), "\n".join(_texts(material, before)))
    if alike >= material.profile.decimal("mr.similarity"):
        yield f"text {alike:.2f} like that of {before.key}"


def _texts(material: Material, review: ManagementReview) -> list[str]:
    inputs = parts_of(material, ReviewInput, review)
    return sorted(each.discussion for each in inputs if each.discussion)
