"""The minutes of a management review are a form that was filled in.

Looks at
    Six signs in each review held by the audit date: required inputs missing, no
    decision, no action, inputs of fewer words than the profile asks, text that is
    nearly that of the review before, and inputs that were all only noted.  As
    many signs together as the profile says make the review perfunctory.

Why it matters
    A review held for show tells top management nothing, and an auditor reads
    that from the minutes within a minute.

Does not look at
    Whether the meeting was better than its minutes.

Put right
    Hold a review on the figures of the period, and write down what was said and
    decided on them.
"""

from collections.abc import Iterator

from assay.checks.facts.management_reviews import (
    NONE_HELD,
    as_members,
    every_held_review,
    held_reviews,
    inputs_of,
    parts_of,
    reference,
)
from assay.checks.facts.similarity import normalised_text, similarity
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
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


@check(since="2026.1", code="MR-PERFUNCTORY")
def review_perfunctory(material: Material) -> Looked:
    """Count the signs in each review."""
    reviews = every_held_review(material)
    return looked_at(
        as_members(reviews),
        (deviation for review in reviews for deviation in _deviation(material, review)),
        nothing_because=NONE_HELD,
    )


def _deviation(material: Material, review: ManagementReview) -> Iterator[Deviation]:
    repeated = list(_repeated(material, review))
    signs = [*_signs(material, review), *repeated]
    enough = len(signs) >= material.profile.whole("mr.perfunctory_signs")
    # Copied minutes alone are no finding yet, and every reason to look closer.
    if enough or repeated:
        many = "1 sign" if len(signs) == 1 else f"{len(signs)} signs"
        yield Deviation(
            about=(review.key,),
            says=f"{review.key} of {review.held_on} shows {many}: {'; '.join(signs)}.",
            measured=many,
            threshold=material.threshold("mr.perfunctory_signs"),
            evidence=(reference(review),),
            site=review.site,
            signal=not enough,
        )


def _signs(material: Material, review: ManagementReview) -> Iterator[str]:
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


def _repeated(material: Material, review: ManagementReview) -> Iterator[str]:
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
