"""An approval does not look as if it had been given when and as it says.

Looks at
    Every approval by the audit date, for five marks: given before the version
    was written; recorded later than it claims by more than the profile allows;
    given by the only author, who has no authority to approve; claiming a role
    not held on that day; and given in one second with many others.

Why it matters
    Approvals made up for the audit are worse than missing ones: once one is
    found, no signature is believed.

Does not look at
    Approvals without a date; whether the approver read the text.

Put right
    Approve the document anew and today, and say what happened before.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.approval import Approval
from assay.domain.deviation import Deviation, Looked, Threshold, looked_at
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion
from assay.domain.role_assignment import Role

_Mark = tuple[str, str, str, Threshold | None]
_MAY_APPROVE = (Role.TOP_MANAGEMENT, Role.DOCUMENT_APPROVER)
# What a folder's reader records was said elsewhere and earlier; its time proves nothing.
_TAKEN_OVER = "reader"


@check(since="2026.1", code="DOC-GENUINE")
def approval_doubtful(material: Material) -> Looked:
    """Look for the five marks on each approval."""
    approvals = [
        each
        for each in material[Approval].values()
        if each.approved_on is not None and each.approved_on <= material.as_of
    ]
    seconds = Counter(
        (each.by, each.event_at.replace(microsecond=0)) for each in approvals if each.event_at
    )
    return looked_at(
        approvals,
        (
            Deviation(
                about=(approval.document, approval.version),
                says=f"The approval of {_named(approval)} by {approval.by} {says}.",
                measured=measured,
                threshold=threshold,
                evidence=(f"approval {approval.key}",),
                site=approval.site,
                reason=reason,
            )
            for approval in approvals
            for reason, says, measured, threshold in _marks(material, approval, seconds)
        ),
        nothing_because="there is no dated approval on record",
    )


def _named(approval: Approval) -> str:
    return f"{approval.document} {approval.version}".rstrip()


def _marks(
    material: Material, approval: Approval, seconds: Counter[tuple[str, datetime]]
) -> Iterator[_Mark]:
    day = approval.approved_on or material.as_of
    version = material[DocumentVersion].get(f"{approval.document} / {approval.version}")
    if version and version.created_on and day < version.created_on:
        early = (version.created_on - day).days
        says = f"is of {day}, {early} days before the version was written on {version.created_on}"
        yield "before-written", says, f"{early} days", None
    yield from _recorded_late(material, approval)
    document = material[Document].get(approval.document)
    author = version.author if version and version.author else document.author if document else ""
    if author == approval.by and not any(material.holds(author, r, day) for r in _MAY_APPROVE):
        yield "own-work", "is by its only author, who held no role that may approve", "", None
    claimed = approval.role.lower()
    if claimed in set(Role) and not material.holds(approval.by, Role(claimed), day):
        says = f"claims the role {claimed}, which {approval.by} did not hold on {day}"
        yield "role-unheld", says, "", None
    yield from _one_of_many(material, approval, seconds)


def _recorded_late(material: Material, approval: Approval) -> Iterator[_Mark]:
    first = material.dossier.history(Approval, approval.key)[0].entry
    taken_down = approval.event_at
    if taken_down is None and first.by.role != _TAKEN_OVER:
        taken_down = first.recorded_at
    if taken_down is None or approval.approved_on is None:
        return
    late = (taken_down.date() - approval.approved_on).days
    if late > material.profile.whole("doc.backdate_days"):
        says = f"claims {approval.approved_on} and was recorded {late} days later"
        yield "recorded-late", says, f"{late} days", material.threshold("doc.backdate_days")


def _one_of_many(
    material: Material, approval: Approval, seconds: Counter[tuple[str, datetime]]
) -> Iterator[_Mark]:
    if approval.event_at is None:
        return
    many = seconds[approval.by, approval.event_at.replace(microsecond=0)]
    if many >= material.profile.whole("doc.bulk_approvals"):
        says = f"was given in one second with {many - 1} others"
        yield "bulk", says, f"{many} approvals", material.threshold("doc.bulk_approvals")
