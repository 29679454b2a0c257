"""No internal audit has been completed.

Looks at
    For each standard, the internal audits that were over by the audit date.
    Mini audits, which only look again at what was flagged, do not count.

Why it matters
    The internal audit is how an organisation finds out by itself whether its
    system works.  A system that was never audited from inside cannot be
    certified, and nobody may waive that.

Does not look at
    What the audit covered, who held it, or whether it was any good.

Put right
    Hold a full internal audit by somebody independent, report it to management,
    and start on what it finds.
"""

from assay.checks.facts.internal_audits import completed_audits
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.internal_audit import InternalAudit


@check(since="2026.1", code="IA-NONE")
def audit_unheld(material: Material) -> Looked:
    """Look for a completed audit for each standard."""
    planned = [
        audit.planned_on
        for audit in material[InternalAudit].values()
        if audit.planned_on and audit.planned_on > material.as_of
    ]
    next_one = f"the next is planned for {min(planned)}" if planned else "none is planned"
    return looked_at(
        (Member(standard.name) for standard in material.standards),
        (
            Deviation(
                about=(standard.name,),
                says=(
                    f"No internal audit for {standard.title} was completed by {material.as_of}; "
                    f"{next_one}."
                ),
                measured="0 audits completed",
            )
            for standard in material.standards
            if not completed_audits(material, standard)
        ),
        nothing_because="no standard is named",
    )
