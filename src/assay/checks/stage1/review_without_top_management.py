"""Nobody from top management sat in a management review.

Looks at
    The attendance of every review held by the audit date: somebody present who
    was top management on that day, or a delegate sent with the authority to
    decide by somebody who was.

Why it matters
    A review without those who can decide is a meeting about the system, and
    not its management.

Does not look at
    How long anybody stayed, or what they said.

Put right
    Hold the review again with top management present, or record the authority
    that was given to the delegate before the meeting.
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
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.management_review import ManagementReview
from assay.domain.review_attendance import Presence, ReviewAttendance
from assay.domain.role_assignment import Role


@check(since="2026.1")
def review_without_top_management(material: Material) -> Looked:
    """Look for somebody who could decide in each review."""
    reviews = every_held_review(material)
    attended = [(review, parts_of(material, ReviewAttendance, review)) for review in reviews]
    return looked_at(
        as_members(reviews),
        _deviations(material, attended),
        unknown=(
            Unknown(review.key, "there is no list of who attended", review.site)
            for review, attendance in attended
            if not attendance
        ),
        nothing_because=NONE_HELD,
    )


def _deviations(
    material: Material, attended: list[tuple[ManagementReview, list[ReviewAttendance]]]
) -> Iterator[Deviation]:
    for review, attendance in attended:
        if not attendance or any(_decides(material, review, each) for each in attendance):
            continue
        present = [each.person for each in attendance if each.presence is Presence.PRESENT]
        yield Deviation(
            about=(review.key,),
            says=(
                f"{review.key} was held on {review.held_on} with nobody from top management; "
                f"present were {', '.join(present) or 'no people on record'}."
            ),
            measured=f"0 of {len(present)} present",
            evidence=(reference(review), *(reference(each) for each in attendance)),
            site=review.site,
        )


def _decides(material: Material, review: ManagementReview, attendance: ReviewAttendance) -> bool:
    held_on = review.held_on or material.as_of
    sent_by_top = material.holds(attendance.person, Role.TOP_MANAGEMENT, held_on)
    if attendance.presence is Presence.PRESENT:
        return sent_by_top
    delegated = attendance.presence is Presence.DELEGATED and bool(attendance.delegate)
    return delegated and sent_by_top and attendance.with_authority is True
