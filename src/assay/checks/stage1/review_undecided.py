"""A management review decided nothing, or left open who does what by when.

Looks at
    The decisions and actions of every review held by the audit date: at least
    one of either; each decision and action tied to an input of the review; each
    action with an owner and a date.

Why it matters
    The output of a review is decisions.  Where there are none, or nobody has to
    do anything by any day, the meeting changed nothing.

Does not look at
    Whether actions were done since; whether a decision was wise.

Put right
    Record what was decided on each input, and who does what by when.
"""

from collections.abc import Iterator

from assay.checks.facts.management_reviews import (
    NONE_HELD,
    as_members,
    every_held_review,
    parts_of,
    reference,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.management_review import ManagementReview
from assay.domain.review_action import ReviewAction
from assay.domain.review_decision import ReviewDecision


@check(since="2026.1", code="MR-THIN")
def review_undecided(material: Material) -> Looked:
    """Look for decisions and complete actions in each review."""
    reviews = every_held_review(material)
    return looked_at(
        as_members(reviews),
        (deviation for review in reviews for deviation in _deviations(material, review)),
        nothing_because=NONE_HELD,
    )


def _deviations(material: Material, review: ManagementReview) -> Iterator[Deviation]:
    decisions = parts_of(material, ReviewDecision, review)
    actions = parts_of(material, ReviewAction, review)
    if not decisions and not actions:
        yield Deviation(
            about=(review.key,),
            says=f"{review.key} of {review.held_on} records no decision and no action.",
            measured="0 decisions, 0 actions",
            evidence=(reference(review),),
            site=review.site,
            reason="nothing-decided",
        )
    parts: tuple[ReviewDecision | ReviewAction, ...] = (*decisions, *actions)
    for part in parts:
        if missing := _missing(part):
            yield Deviation(
                about=(part.key,),
                says=f"{part.key} of {review.key} has no {' and no '.join(missing)}.",
                measured=f"{len(missing)} missing",
                evidence=(reference(part),),
                site=part.site or review.site,
                reason="incomplete",
            )


def _missing(part: ReviewDecision | ReviewAction) -> list[str]:
    missing = [] if part.input else ["input that it answers"]
    if isinstance(part, ReviewAction):
        missing += [] if part.owner else ["owner"]
        missing += [] if part.due_on else ["due date"]
        # An action may answer its input through the decision that it carries out.
        if part.decision and not part.input:
            missing.remove("input that it answers")
    return missing
