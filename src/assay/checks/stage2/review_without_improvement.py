"""No management review has led to an improvement that was carried out.

Population
    Every decision of the management reviews held by the day of asking.

Deviation
    Not one of them is linked to something that was done: an improvement, an
    action, a treatment or a change that is finished.  It is a reason to look
    closer, and no finding by itself.

Why it matters
    Reviews that move nothing are theatre, however good the minutes.

Does not look at
    How large the improvement was; decisions that are still being carried out,
    as long as one has been.

Put right
    Write down what came of each decision, with where that is to be seen.
"""

from assay.checks.facts.management_reviews import every_held_review
from assay.checks.facts.review_results import results_of
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.review_decision import ReviewDecision


@population_check(since="2026.2")
def review_without_improvement(operation: Operation) -> Looked:
    """Look for what came of the decisions."""
    held = {each.key for each in every_held_review(operation)}
    decisions = [each for each in operation[ReviewDecision].values() if each.review in held]
    linked = [each for each in decisions if results_of(operation, each)]
    reviews = sorted({each.review for each in decisions})
    theatre = Deviation(
        about=tuple(reviews),
        says=(
            f"None of {len(decisions)} decisions of {', '.join(reviews)} is linked to an "
            "improvement, action, treatment or change that was carried out."
        ),
        measured=f"0 of {len(decisions)} decisions",
        evidence=tuple(f"review decision {each.key}" for each in decisions[:5]),
        signal=True,
    )
    return looked_at(
        decisions,
        [theatre] if decisions and not linked else [],
        nothing_because="no management review has taken a decision",
    )
