"""The documents are much further than the work that they describe.

Looks at
    The share of required documents that stand in every respect, and the share
    of controls in place and of processes that have records in the last months:
    how far the first runs ahead of the second, in percentage points.

Why it matters
    Thick manuals without operation do not get through Stage 2.

Does not look at
    How good documents or records are; controls and processes that do not say
    which records they leave.

Put right
    Leave the manuals alone for a while, and run what they describe.
"""

from assay.checks.facts.document_matrix import asked_entries
from assay.checks.facts.operating_evidence import operating_evidence
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at

_BOTH = (Member("documents"), Member("operation"))


@check(since="2026.1", code="PREP-IMBALANCE")
def paper_ahead_of_practice(material: Material) -> Looked:
    """Hold readiness on paper against evidence of operation."""
    entries = asked_entries(material)
    evidence = operating_evidence(material)
    if not entries or not evidence.expected:
        nothing = "no control and no process says which records it leaves"
        return looked_at((), nothing_because=nothing if entries else "no document is required")
    if material.records is None:
        unknown = Unknown("operation", "records were not counted")
        return looked_at(_BOTH, unknown=[unknown], nothing_because="")
    standing = sum(entry.stands for entry in entries)
    on_paper, in_practice = 100 * standing // len(entries), evidence.percent
    ahead = on_paper - in_practice
    if ahead <= material.profile.whole("prep.imbalance_pp"):
        return looked_at(_BOTH, nothing_because="")
    missing = sorted(set(evidence.expected) - set(evidence.shown))
    deviation = Deviation(
        about=("documents", "operation"),
        says=(
            f"{standing} of {len(entries)} required documents stand ({on_paper} %), and "
            f"{len(evidence.shown)} of {len(evidence.expected)} controls and processes have "
            f"records ({in_practice} %): paper is {ahead} percentage points ahead."
        ),
        measured=f"{ahead} percentage points",
        threshold=material.threshold("prep.imbalance_pp"),
        evidence=tuple(missing),
        signal=True,
    )
    return looked_at(_BOTH, [deviation], nothing_because="")
