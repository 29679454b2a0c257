"""A document in use was approved by somebody who does not work here any more.

Looks at
    The approver of every document in use, and whether they had left by the audit
    date; their last day counts as gone.

Why it matters
    Nobody in the house stands for the text any more.  Where they had left before
    they approved it, nobody ever did.

Does not look at
    Owners, who are looked at with the owners of everything else; approvals of
    versions that are no longer in use.

Put right
    Have somebody who may approve it today look at the document and approve it.
"""

from collections.abc import Iterator

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.approval import Approval
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.document import Document


@check(since="2026.1", code="DOC-LEAVER")
def approver_gone(material: Material) -> Looked:
    """Look for approvers who have left."""
    documents = [each for each in material.documents if each.approver]
    return looked_at(
        documents,
        (deviation for document in documents for deviation in _deviation(material, document)),
        unknown=(
            Unknown(each.key, f"{each.approver} is in no list of people", each.site)
            for each in documents
            if material.works_here(each.approver) is None
        ),
        nothing_because="no document in use names an approver",
    )


def _deviation(material: Material, document: Document) -> Iterator[Deviation]:
    left = material.has_left(document.approver, material.as_of)
    if left is None:
        return
    approval = material[Approval].get(f"{document.key} / {document.version} / {document.approver}")
    approved_on = approval.approved_on if approval else document.approved_on
    if approved_on is None:
        order = ""
    elif left.ended_on and approved_on > left.ended_on:
        order = f", before the approval of {approved_on}"
    else:
        order = f", after the approval of {approved_on}"
    yield Deviation(
        about=(document.key,),
        says=(
            f"{document.key} ({document.title}) was approved by {left.name} ({left.key}), "
            f"who left on {left.ended_on}{order}."
        ),
        evidence=(f"document {document.key}", f"person {left.key}"),
        site=document.site,
        reason="left-before" if order.startswith(", before") else "left-after",
    )
