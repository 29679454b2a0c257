"""An internal auditor had no competence on record when they audited.

Looks at
    Every auditor of every completed audit: a competence record for auditing
    that stood on the day, or, for somebody from outside, an engagement.

Why it matters
    What an auditor does not know how to look for stays unfound, and an audit by
    anybody at all is no evidence.

Does not look at
    Whether the training was good, or fits the area that was audited.

Put right
    Record the qualification or the engagement, or have the audit repeated by
    somebody qualified.
"""

from collections.abc import Iterator

from assay.checks.facts.internal_audits import NONE_COMPLETED, auditors_of, completed_audits
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.competence import Competence
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.internal_audit import InternalAudit
from assay.domain.person import Person

_AUDITING = "audit"


@check(since="2026.1")
def auditor_unqualified(material: Material) -> Looked:
    """Look for the competence of each auditor on the day."""
    audits = completed_audits(material)
    return looked_at(
        (
            Member(f"{audit.key} {who}", audit.site)
            for audit in audits
            for who in auditors_of(audit)
        ),
        (deviation for audit in audits for deviation in _deviations(material, audit)),
        nothing_because=NONE_COMPLETED,
    )


def _deviations(material: Material, audit: InternalAudit) -> Iterator[Deviation]:
    held_on = audit.began_on or audit.ended_on or material.as_of
    for who in auditors_of(audit):
        records = [each for each in material[Competence].values() if each.person == who]
        person = material[Person].get(who)
        engaged = person is not None and person.external and any(r.engagement for r in records)
        fit = [each for each in records if _AUDITING in each.fit_for.lower()]
        if engaged or any(each.valid_on(held_on) for each in fit):
            continue
        had = (
            f"{len(fit)} records for auditing, none valid then" if fit else "no record for auditing"
        )
        yield Deviation(
            about=(audit.key, who),
            says=f"{audit.key}: {who} audited on {held_on} with {had}.",
            evidence=tuple(f"competence {each.key}" for each in fit),
            site=audit.site,
        )
