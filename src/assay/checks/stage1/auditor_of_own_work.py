"""An internal auditor looked at something that they answer for.

Looks at
    Every completed audit and each of its auditors: whether they lead the
    management system, and whether they owned, ran or wrote what they audited
    within the months that the profile names, as the registers said then.

Why it matters
    Nobody sees their own blind spots.  A cell audited by its owner counts as not
    covered.

Does not look at
    Friendship, reporting lines or workload; audits that have not been completed.

Put right
    Have somebody else audit these cells, or record how impartiality was kept.
"""

from collections.abc import Iterator

from assay.checks.facts.internal_audits import (
    NONE_COMPLETED,
    as_members,
    completed_audits,
    conflicts_of,
    reference,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at


@check(since="2026.1", code="IA-INDEPENDENCE")
def auditor_of_own_work(material: Material) -> Looked:
    """Look for auditors who audited their own."""
    audits = completed_audits(material)
    return looked_at(as_members(audits), _deviations(material), nothing_because=NONE_COMPLETED)


def _deviations(material: Material) -> Iterator[Deviation]:
    for audit in completed_audits(material):
        pairs = {
            (conflict.auditor, conflict.thing): conflict.why
            for conflict in conflicts_of(material, audit)
        }
        for (auditor, thing), why in pairs.items():
            yield Deviation(
                about=(audit.key, auditor, thing),
                says=f"{audit.key}: {auditor} audited {thing}, and {why}.",
                measured=why,
                threshold=material.threshold("ia.independence_months"),
                evidence=(reference(audit),),
                site=audit.site,
                # The text of no standard forbids it outright; with a mitigation an auditor judges.
                signal=bool(audit.mitigation),
            )
