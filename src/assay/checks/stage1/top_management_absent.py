"""Nothing dated shows top management at work on the system.

Looks at
    What people who are top management did in the months before the audit that
    the profile names: approvals of documents, scope and the Statement of
    Applicability, attendance at management reviews, decisions, signatures under
    risks.

Why it matters
    A system that its management never touches is somebody's paperwork.

Does not look at
    Whether what they did was enough; speeches and good intentions.

Put right
    Have top management approve, decide and review, and record it when it happens.
"""

from collections.abc import Iterator
from datetime import date

from assay.checks.facts.calendar import window_before
from assay.checks.facts.management_reviews import every_held_review, parts_of
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.approval import Approval
from assay.domain.decision import Decision
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.document import Document
from assay.domain.review_attendance import Presence, ReviewAttendance
from assay.domain.risk_acceptance import RiskAcceptance
from assay.domain.role_assignment import Role
from assay.domain.scope import Scope
from assay.domain.soa import Soa

_Deed = tuple[str, date | None, str]  # who, when, what


@check(since="2026.1", code="MGMT-NO-EVIDENCE")
def top_management_absent(material: Material) -> Looked:
    """Look for anything dated that top management did."""
    window = window_before(material.as_of, material.profile.whole("mgmt.evidence_months"))
    top = material.holders(Role.TOP_MANAGEMENT, material.as_of)
    deeds = [
        what
        for who, when, what in _deeds(material)
        if when is not None and when in window and material.holds(who, Role.TOP_MANAGEMENT, when)
    ]
    deviation = Deviation(
        about=("top management",),
        says=(
            f"Between {window.first_on} and {window.last_on} there is no dated record of "
            f"top management ({', '.join(sorted(top)) or 'nobody holds that role'}) acting."
        ),
        measured="0 records",
        threshold=material.threshold("mgmt.evidence_months"),
    )
    return looked_at(
        [Member("top management")] if material.says_anything else [],
        [] if deeds or not material.says_anything else [deviation],
        nothing_because="there is nothing on record at all",
    )


def _deeds(material: Material) -> Iterator[_Deed]:
    for document in material[Document].values():
        yield document.approver, document.approved_on, document.key
    for approval in material[Approval].values():
        yield approval.by, approval.approved_on, approval.key
    statements: tuple[Scope | Soa, ...] = (*material[Scope].values(), *material[Soa].values())
    for statement in statements:
        yield statement.approved_by, statement.approved_on, statement.key
    for decision in material[Decision].values():
        yield decision.decided_by, decision.decided_on, decision.key
    for acceptance in material[RiskAcceptance].values():
        yield acceptance.by, acceptance.signed_on, acceptance.key
    yield from _attended(material)


def _attended(material: Material) -> Iterator[_Deed]:
    for review in every_held_review(material):
        for attendance in parts_of(material, ReviewAttendance, review):
            if attendance.presence is Presence.PRESENT:
                yield attendance.person, review.held_on, review.key
