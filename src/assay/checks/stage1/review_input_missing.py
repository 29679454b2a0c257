"""The last management review did not look at something that it has to.

Looks at
    The latest review held for each standard, input by input: each one needs
    something that was said about it and a source that it was taken from.

Why it matters
    The inputs are what top management has to know before it decides.  An input
    that nobody spoke about was decided over without being looked at.

Does not look at
    Earlier reviews; whether what was said is right; how much was said.

Put right
    Take the missing inputs up in a supplementary review and record what was
    said about each, with the report or figure it rested on.
"""

from collections.abc import Iterator

from assay.checks.facts.management_reviews import NONE_HELD, held_reviews, inputs_of, reference
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.management_review import ManagementReview
from assay.domain.review_input import ReviewInput
from assay.standards.review import ReviewInput as RequiredInput
from assay.standards.standard import Standard


@check(since="2026.1")
def review_input_missing(material: Material) -> Looked:
    """Hold the latest review of each standard against its required inputs."""
    latest = [
        (standard, held[-1])
        for standard in material.standards
        if (held := held_reviews(material, standard))
    ]
    return looked_at(
        (
            Member(f"{review.key} {required.number}", review.site)
            for standard, review in latest
            for required in standard.inputs
        ),
        (
            deviation
            for standard, review in latest
            for deviation in _missing(material, standard, review)
        ),
        nothing_because=NONE_HELD,
    )


def _missing(
    material: Material, standard: Standard, review: ManagementReview
) -> Iterator[Deviation]:
    said = inputs_of(material, standard, review)
    missing = [one for one in standard.inputs if _lacks(said.get(one.key))]
    for required in missing:
        yield Deviation(
            about=(review.key, required.number),
            says=(
                f"{review.key} of {review.held_on} has {_lacks(said.get(required.key))} "
                f"on input {required.number} ({_named(required)}) of {standard.title}."
            ),
            measured=f"{len(standard.inputs) - len(missing)} of {len(standard.inputs)} inputs",
            evidence=(reference(review),),
            site=review.site,
        )


def _lacks(said: ReviewInput | None) -> str:
    if said is None or not said.discussion:
        return "no discussion"
    return "" if said.sources else "no source"


def _named(required: RequiredInput) -> str:
    return required.key.replace("_", " ")
