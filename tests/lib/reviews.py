"""A management review as it ought to be, to change one thing of."""

from collections.abc import Iterable
from datetime import date

from assay.domain.item import Item
from assay.domain.management_review import ManagementReview, ReviewStatus
from assay.domain.review_action import ActionStatus, ReviewAction
from assay.domain.review_attendance import Presence, ReviewAttendance
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput
from assay.domain.role_assignment import Role, RoleAssignment
from assay.standards.load import load_standard

INPUTS = load_standard("iso27001-2022").inputs
MIRA = RoleAssignment(key="mira top", person="mira", role=Role.TOP_MANAGEMENT)


def a_review(key: str = "MR-1", held_on: date = date(2026, 1, 12), about: str = "") -> list[Item]:
    """Return a complete review; ``about`` makes its text a text of its own."""
    review = ManagementReview(key=key, status=ReviewStatus.HELD, held_on=held_on)
    return [
        MIRA,
        review,
        ReviewAttendance(key=f"{key} mira", review=key, person="mira", presence=Presence.PRESENT),
        *(
            ReviewInput(
                key=f"{key} {each.number}",
                review=key,
                input=each.number,
                discussion=_discussion(each.key, about or key),
                sources=(f"report on {each.key}",),
            )
            for each in INPUTS
        ),
        ReviewDecision(key=f"{key}-D1", review=key, input="g", decision="A second engineer."),
        ReviewAction(
            key=f"{key}-A1",
            review=key,
            decision=f"{key}-D1",
            action="Hire the engineer.",
            owner="mira",
            due_on=date(2026, 6, 30),
            status=ActionStatus.OPEN,
        ),
    ]


def _discussion(input_key: str, about: str) -> str:
    words = " ".join(f"{about}{number}" for number in range(16))
    return f"On {input_key.replace('_', ' ')}: {words}."


def but(items: Iterable[Item], key: str, **fields: object) -> list[Item]:
    """Return the items with one of them reading otherwise."""
    changed = [item.changed(**fields) if item.key == key else item for item in items]
    assert any(item.key == key for item in changed)
    return changed


def without(items: Iterable[Item], *keys: str) -> list[Item]:
    """Return the items without some of them."""
    return [item for item in items if item.key not in keys]
