"""The policy was not approved at the top, is out of date, or cannot be read by everybody.

Looks at
    The approved policy of each standard, in three respects: approved by somebody
    who was top management on that day, reviewed within its interval, and kept
    where all staff in scope may open it.

Why it matters
    The policy speaks for top management to everybody.  It has to come from the
    one and reach the other.

Does not look at
    What the policy says.

Put right
    Have top management approve the policy, review it, and put it where everybody
    can read it.
"""

from collections.abc import Iterator

from assay.checks.facts.document_reviews import last_reviews, review_due
from assay.checks.facts.readers import access_to
from assay.checks.facts.required_documents import policies
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.document import Document
from assay.domain.role_assignment import Role
from assay.domain.scope import VersionStatus

_RESPECTS = ("approved at the top", "reviewed", "readable")


@check(since="2026.1", code="POLICY-OK")
def policy_weak(material: Material) -> Looked:
    """Look at the policy in its three respects."""
    found = {
        document.key: document
        for _, documents in policies(material)
        for document in documents
        if document.status is VersionStatus.APPROVED
    }
    return looked_at(
        (Member(f"{key}: {respect}", found[key].site) for key in found for respect in _RESPECTS),
        (deviation for each in found.values() for deviation in _deviations(material, each)),
        unknown=(
            Unknown(f"{each.key}: readable", "nobody tested the place where it is kept", each.site)
            for each in found.values()
            if not access_to(material, each).is_known
        ),
        nothing_because="there is no approved policy",
    )


def _deviations(material: Material, policy: Document) -> Iterator[Deviation]:
    for reason, says in _faults(material, policy):
        yield Deviation(
            about=(policy.key,),
            says=f"{policy.key} ({policy.title}) {says}.",
            evidence=(f"document {policy.key}",),
            site=policy.site,
            reason=reason,
        )


def _faults(material: Material, policy: Document) -> Iterator[tuple[str, str]]:
    day = policy.approved_on
    if day is None or not material.holds(policy.approver, Role.TOP_MANAGEMENT, day):
        who = policy.approver or "nobody"
        yield "not-at-the-top", f"was approved by {who}, who was not top management then"
    last = last_reviews(material).get(policy.key)
    due = review_due(material, policy, last) if last else None
    if due is None or due < material.as_of:
        yield "not-reviewed", f"was due for review on {due}" if due else "was never reviewed"
    access = access_to(material, policy)
    if access.is_known and (access.shut_out or access.location is None):
        yield "not-readable", f"cannot be opened by {len(access.shut_out)} of its readers"
