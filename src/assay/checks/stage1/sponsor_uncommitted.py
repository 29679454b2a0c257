"""Something that shows the commitment of top management is missing.

Looks at
    Five things, each with the record that shows it: a sponsor who holds that
    role today, the policy approved by top management, top management present at
    a management review, a decision there about resources, and the audit programme
    approved.

Why it matters
    Commitment is read from what was signed, decided and paid for.

Does not look at
    What anybody says about the importance of the system.

Put right
    Name the sponsor, and have the missing thing approved or decided on record.
"""

from collections.abc import Callable

from assay.checks.facts.management_reviews import NONE_HELD, every_held_review, parts_of
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.audit_programme import AuditProgramme
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.document import DocumentType
from assay.domain.review_attendance import Presence, ReviewAttendance
from assay.domain.review_decision import ReviewDecision
from assay.domain.role_assignment import Role


@check(since="2026.1")
def sponsor_uncommitted(material: Material) -> Looked:
    """Look for the record behind each sign of commitment."""
    signs = _SIGNS if material.says_anything else {}
    # Without a review there is nothing to read these from, and another check says so.
    untold = set() if every_held_review(material) else signs.keys() & _READ_FROM_REVIEWS
    return looked_at(
        [Member(name) for name in signs],
        (
            Deviation(
                about=(name,),
                says=f"There is no record of {name} by {material.as_of}.",
                measured="0 records",
                reason=name.replace(" ", "-"),
            )
            for name, records in signs.items()
            if name not in untold and not records(material)
        ),
        unknown=(Unknown(name, NONE_HELD) for name in untold),
        nothing_because="there is nothing on record at all",
    )


def _sponsors(material: Material) -> list[str]:
    return sorted(material.holders(Role.SPONSOR, material.as_of))


def _policies(material: Material) -> list[str]:
    return [
        document.key
        for document in material.documents
        if document.type is DocumentType.POLICY
        and document.approved_on is not None
        and material.holds(document.approver, Role.TOP_MANAGEMENT, document.approved_on)
    ]


def _attendance(material: Material) -> list[str]:
    return [
        each.key
        for review in every_held_review(material)
        for each in parts_of(material, ReviewAttendance, review)
        if each.presence is Presence.PRESENT
        and review.held_on is not None
        and material.holds(each.person, Role.TOP_MANAGEMENT, review.held_on)
    ]


def _resources(material: Material) -> list[str]:
    return [
        each.key
        for review in every_held_review(material)
        for each in parts_of(material, ReviewDecision, review)
        if "resource" in each.about.lower()
    ]


def _programmes(material: Material) -> list[str]:
    return [
        each.key
        for each in material[AuditProgramme].values()
        if each.approved_by and each.approved_on and each.approved_on <= material.as_of
    ]


_SIGNS: dict[str, Callable[[Material], list[str]]] = {
    "a sponsor": _sponsors,
    "a policy approved by top management": _policies,
    "top management at a management review": _attendance,
    "a decision about resources": _resources,
    "an approved audit programme": _programmes,
}

_READ_FROM_REVIEWS = frozenset(
    {"top management at a management review", "a decision about resources"}
)
