"""The version in use of a document was approved by nobody on record.

Looks at
    Every document in use: an approval of that very version, by somebody named,
    on a day by the audit date.  Where approvals are kept one by one, only these
    count; else the register's own row does.

Why it matters
    Approval is where somebody takes the text upon themselves.  The approval of
    an older version says nothing of what was written since.

Does not look at
    Whether the approver was entitled, or the record is genuine.

Put right
    Have the current version approved, and record who did, when and in which role.
"""

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.approval import Approval
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion


@check(since="2026.1", code="DOC-APPROVAL")
def document_unapproved(material: Material) -> Looked:
    """Look for the approval of the current version of each document."""
    approvals: dict[str, list[Approval]] = {}
    for approval in material[Approval].values():
        approvals.setdefault(approval.document, []).append(approval)
    return looked_at(
        material.documents,
        (
            Deviation(
                about=(document.key,),
                says=f"{document.key} ({document.title}) {says}.",
                evidence=tuple(f"approval {each.key}" for each in approvals.get(document.key, ())),
                site=document.site,
            )
            for document in material.documents
            if (says := _fault(material, document, approvals.get(document.key, [])))
        ),
        nothing_because="no document is in use",
    )


def _fault(material: Material, document: Document, approvals: list[Approval]) -> str:
    version = f"version {document.version or 'unsaid'}"
    if approvals:
        of_it = [each for each in approvals if each.version == document.version]
        if any(_stands(material, each) for each in of_it):
            return ""
        last = max(approvals, key=lambda each: (each.approved_on or material.as_of, each.key))
        return f"is in use as {version}; the last approval is of version {last.version}"
    if not document.approver or document.approved_on is None:
        return f"is in use as {version} with no {'approver' if not document.approver else 'date'}"
    current = material[DocumentVersion].get(f"{document.key} / {document.version}")
    if current and current.created_on and current.created_on > document.approved_on:
        return (
            f"is in use as {version} of {current.created_on}; "
            f"it was approved on {document.approved_on}"
        )
    return "" if document.approved_on <= material.as_of else "is approved only after the audit date"


def _stands(material: Material, approval: Approval) -> bool:
    day = approval.approved_on
    return bool(approval.by) and day is not None and day <= material.as_of
