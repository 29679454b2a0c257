"""A policy belongs to no process.

Looks at
    Every policy in use: whether a registered process names it or is named by
    it.

Why it matters
    A policy that no process carries out is a wish.  Nobody can be asked how it
    is kept.

Does not look at
    Other documents; whether the process really does what the policy says.

Put right
    Name the processes that carry the policy out, or withdraw it.
"""

from assay.checks.facts.process_documents import documents_by_process
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.document import DocumentType


@check(since="2026.1")
def policy_without_process(material: Material) -> Looked:
    """Look for policies that no process carries out."""
    by_process = documents_by_process(material)
    carried = {document.key for documents in by_process.values() for document in documents}
    policies = [each for each in material.documents if each.type is DocumentType.POLICY]
    untyped = [each for each in material.documents if each.type is None]
    return looked_at(
        (*policies, *untyped),
        (
            Deviation(
                about=(policy.key,),
                says=(
                    f"{policy.key} ({policy.title}) is a policy that none of {len(by_process)} "
                    f"processes names, and it names none of them."
                ),
                measured=f"0 of {len(by_process)} processes",
                evidence=(f"document {policy.key}",),
                site=policy.site,
            )
            for policy in policies
            if policy.key not in carried
        ),
        unknown=(Unknown(each.key, "its type is not said", each.site) for each in untyped),
        nothing_because="no policy is in use",
    )
