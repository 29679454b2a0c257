"""No management review has been held, or where that is enough, none is scheduled.

Looks at
    For each standard, the management reviews that were held by the audit date;
    where the profile lets a schedule do at Stage 1, also those that are planned
    for a later day.

Why it matters
    The review is where top management takes the system into its own hands.
    Without one nobody at the top has decided anything about it, and a body may
    not certify before one has been held.

Does not look at
    Whether the review was any good, who sat in it, or how long before Stage 2
    it was held.

Put right
    Hold the review with all its inputs, record what was decided, and have the
    minutes approved.
"""

from collections.abc import Iterator

from assay.checks.facts.management_reviews import held_reviews
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.management_review import ManagementReview, ReviewStatus

_SCHEDULED = "scheduled"


@check(since="2026.1", code="MR-NOT-HELD")
def review_unheld(material: Material) -> Looked:
    """Look for a review that was held, or is planned where that is enough."""
    return looked_at(
        (Member(standard.name) for standard in material.standards),
        _deviations(material),
        nothing_because="no standard is named",
    )


def _deviations(material: Material) -> Iterator[Deviation]:
    wanted = material.profile.choice("mr.stage1_requirement")
    planned = [
        review.planned_on
        for review in material[ManagementReview].values()
        if review.planned_on
        and review.planned_on > material.as_of
        and review.status is ReviewStatus.PLANNED
    ]
    for standard in material.standards:
        if held_reviews(material, standard) or (wanted == _SCHEDULED and planned):
            continue
        scheduled = f"one is planned for {min(planned)}" if planned else "none is planned"
        yield Deviation(
            about=(standard.name,),
            says=(
                f"No management review for {standard.title} was held by {material.as_of}; "
                f"{scheduled}."
            ),
            measured="0 reviews held",
            threshold=material.threshold("mr.stage1_requirement"),
        )
