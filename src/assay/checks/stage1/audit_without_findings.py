"""A full internal audit found nothing at all, or nothing came of what it found.

Looks at
    Every completed full audit: how many findings of any kind it raised, and
    whether any of them led to an action.

Why it matters
    No system is without fault.  An audit that finds none was looking for none,
    and an auditor will not believe it.

Does not look at
    Audits of a part of the system; whether the findings are the right ones.

Put right
    Audit again with samples of records, and note opportunities as well as faults.
"""

from collections.abc import Iterator

from assay.checks.facts.internal_audits import (
    NONE_COMPLETED,
    as_members,
    completed_audits,
    reference,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.finding import Finding
from assay.domain.internal_audit import AuditExtent, InternalAudit


@check(since="2026.1", code="IA-EMPTY")
def audit_without_findings(material: Material) -> Looked:
    """Count what each full audit found, and what came of it."""
    audits = [each for each in completed_audits(material) if each.extent is AuditExtent.FULL]
    return looked_at(
        as_members(audits),
        (deviation for audit in audits for deviation in _deviation(material, audit)),
        nothing_because=f"{NONE_COMPLETED} in full",
    )


def _deviation(material: Material, audit: InternalAudit) -> Iterator[Deviation]:
    findings = {each.key for each in material[Finding].values() if each.audit == audit.key}
    acted = [each for each in material[CorrectiveAction].values() if each.finding in findings]
    if acted:
        return
    what = f"{len(findings)} findings and no action" if findings else "no finding of any kind"
    yield Deviation(
        about=(audit.key,),
        says=f"{audit.key}, a full audit completed on {audit.ended_on}, led to {what}.",
        measured=f"{len(findings)} findings, 0 actions",
        evidence=(reference(audit),),
        site=audit.site,
        signal=True,
    )
