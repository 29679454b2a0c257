"""The internal audit programme does not say what is audited when, by whom and against what.

Looks at
    Every programme that has begun by the audit date: the standards it audits
    against, how often, its approval, and for each audit planned in it an auditor
    and something to audit.

Why it matters
    Audits without a programme are accidents.  The programme is what shows that
    everything gets its turn.

Does not look at
    Whether the audits were held, or what they covered.

Put right
    Complete the programme, and have it approved.
"""

from collections.abc import Iterator

from assay.checks.facts.internal_audits import auditors_of
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.audit_programme import AuditProgramme
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.internal_audit import InternalAudit


@check(since="2026.1")
def audit_programme_incomplete(material: Material) -> Looked:
    """Look at what each programme says."""
    programmes = [
        each
        for each in material[AuditProgramme].values()
        if each.from_on is None or each.from_on <= material.as_of
    ]
    return looked_at(
        programmes,
        (
            Deviation(
                about=(programme.key,),
                says=f"Audit programme {programme.key} has {'; '.join(faults)}.",
                measured=f"{len(faults)} missing",
                evidence=(f"audit programme {programme.key}",),
                site=programme.site,
            )
            for programme in programmes
            if (faults := list(_faults(material, programme)))
        ),
        nothing_because="there is no internal audit programme",
    )


def _faults(material: Material, programme: AuditProgramme) -> Iterator[str]:
    if not programme.standards:
        yield "no standard to audit against"
    if programme.every is None:
        yield "no frequency"
    if not programme.approved_by:
        yield "no approval"
    audits = [each for each in material[InternalAudit].values() if each.programme == programme.key]
    if not audits:
        yield "no audit planned"
    for audit in sorted(audits, key=lambda each: each.key):
        if not auditors_of(audit):
            yield f"no auditor for {audit.key}"
        if not (audit.sites or audit.processes or audit.standards or audit.site):
            yield f"nothing to audit in {audit.key}"
