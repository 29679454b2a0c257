"""An internal audit shows signs of not having been done properly.

Looks at
    Four signs in each completed audit: more clauses without evidence than the
    profile allows, no sample taken, several sites in a single day, and a report
    that is nearly that of the audit before.

Why it matters
    An audit without evidence is an opinion, and a certification body will look
    again at everything that it claims to have covered.

Does not look at
    Who audited; what was found.

Put right
    Note for each clause which records were seen, draw a sample, and give each
    site the time it needs.
"""

from collections.abc import Iterator

from assay.checks.facts.internal_audits import (
    NONE_COMPLETED,
    as_members,
    completed_audits,
    coverage_of,
    reference,
)
from assay.checks.facts.similarity import similarity
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Threshold, looked_at
from assay.domain.internal_audit import AuditExtent, InternalAudit


@check(since="2026.1", code="IA-WEAK")
def audit_weak(material: Material) -> Looked:
    """Look for the signs in each completed audit."""
    audits = completed_audits(material)
    return looked_at(
        as_members(audits),
        (
            Deviation(
                about=(audit.key,),
                says=f"{audit.key} {says}.",
                measured=measured,
                threshold=threshold,
                evidence=(reference(audit),),
                site=audit.site,
                reason=reason,
                signal=True,
            )
            for audit in audits
            for reason, says, measured, threshold in _signs(material, audit)
        ),
        nothing_because=NONE_COMPLETED,
    )


_Sign = tuple[str, str, str, Threshold | None]


def _signs(material: Material, audit: InternalAudit) -> Iterator[_Sign]:
    rows = coverage_of(material, audit)
    bare = [row for row in rows if not row.evidence]
    if 100 * len(bare) > material.profile.whole("ia.unevidenced_pct") * len(rows):
        says = f"names no evidence for {len(bare)} of {len(rows)} clauses"
        measured = f"{100 * len(bare) // len(rows)} %"
        yield "unevidenced", says, measured, material.threshold("ia.unevidenced_pct")
    if audit.sampled is False:
        yield "unsampled", "took no sample", "0 samples", None
    if audit.extent is AuditExtent.FULL and len(audit.sites) > 1 and _in_one_day(audit):
        says = f"covered {len(audit.sites)} sites on one day, {audit.began_on}"
        yield "one-day", says, "1 day", None
    yield from _repeated(material, audit)


def _in_one_day(audit: InternalAudit) -> bool:
    return audit.began_on is not None and audit.began_on == audit.ended_on


def _repeated(material: Material, audit: InternalAudit) -> Iterator[_Sign]:
    every = completed_audits(material)
    before = every[: every.index(audit)]
    if not audit.summary or not before or not before[-1].summary:
        return
    alike = similarity(audit.summary, before[-1].summary)
    if alike >= material.profile.decimal("ia.report_similarity"):
        says = f"has a report {alike:.2f} like that of {before[-1].key}"
        yield "repeated", says, f"{alike:.2f}", material.threshold("ia.report_similarity")
