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
    reference,
)
from assay.checks.facts.minutes import empty_signs, repeated_sign
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.management_review import ManagementReview


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
    repeated = list(repeated_sign(material, review))
    signs = [*empty_signs(material, review), *repeated]
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
