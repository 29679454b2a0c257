"""An action of a management review was not followed up.

Population
    Every action that a review held by the day of asking decided on.

Deviation
    It was due before the day of asking, is not done, and was not planned anew;
    or a later review was held and its status is still not said.

Why it matters
    A review whose actions nobody follows is a meeting.

Does not look at
    Whether the action helped; actions of corrective action plans.

Put right
    Do it, plan it anew with a reason, or decide that it is not done.
"""

from collections.abc import Iterator

from assay.checks.facts.management_reviews import every_held_review, reference
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.management_review import ManagementReview
from assay.domain.review_action import ReviewAction


@population_check(since="2026.2")
def review_action_overdue(operation: Operation) -> Looked:
    """Look at what became of each action."""
    held = {each.key: each for each in every_held_review(operation)}
    actions = [each for each in operation[ReviewAction].values() if each.review in held]
    closed = [each for each in actions if each.status is not None and not each.status.still_open]
    share = 100 * len(closed) / len(actions) if actions else 0
    told = f"{len(closed)} of {len(actions)} actions of reviews are closed ({share:.0f} %)"
    return looked_at(
        actions,
        (
            Deviation(
                about=(action.key,),
                says=f"{action.key} of {action.review} ({action.action}) {says}; {told}.",
                measured=measured,
                evidence=(reference(action),),
                site=action.site,
                reason=reason,
            )
            for action in actions
            for reason, says, measured in _faults(operation, action, held)
        ),
        nothing_because="no management review has decided on an action",
    )


def _faults(
    operation: Operation, action: ReviewAction, held: dict[str, ManagementReview]
) -> Iterator[tuple[str, str, str]]:
    due, anew, today = action.due_on, action.replanned_on, operation.as_of
    still_open = action.status is None or action.status.still_open
    done = action.done_on is not None and action.done_on <= today
    replanned = anew is not None and due is not None and due < anew and anew >= today
    if due is not None and due < today and still_open and not done and not replanned:
        count = (today - due).days
        days = f"{count} {'day' if count == 1 else 'days'}"
        says = f"was due on {due}, {days} ago, is {action.status or 'of no status'}"
        again = f" and was to be done by {anew}" if anew else " and was not planned anew"
        yield "overdue", says + again, days
    later = [key for key, each in held.items() if _follows(each, held[action.review])]
    if action.status is None and not done and later:
        yield "no status", f"has no status at the next review ({min(later)})", "no status"


def _follows(one: ManagementReview, other: ManagementReview) -> bool:
    return one.held_on is not None and other.held_on is not None and other.held_on < one.held_on
