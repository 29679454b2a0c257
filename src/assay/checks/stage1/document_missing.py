"""Something that a standard asks for in writing is not there at all.

Looks at
    Every entry of the catalogues of required documented information: a document
    that is said to meet it, or a register that holds the matter itself.  What
    only practice expects counts as the profile says.

Why it matters
    Stage 1 is a reading of documents.  What is not there cannot be read, and a
    few of them are what all the rest stands on.

Does not look at
    The policy, which has a check of its own; entries that are asked for only
    under a condition, until the organisation names a document for them; whether
    the document is approved or any good.

Put right
    Write it, or name the document in the register that already says it.
"""

from assay.checks.facts.required_documents import POLICY, Standing, standings
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.grade import Grade


@check(since="2026.1", code="DOC-MANDATORY-MISSING")
def document_missing(material: Material) -> Looked:
    """Look for something behind each entry of the catalogues."""
    every = list(standings(material))
    return looked_at(
        (Member(f"{each.standard.name} {each.part.key}") for each in every),
        (
            _deviation(material, standing)
            for standing in every
            if not standing.documents
            and not standing.registers
            # The policy has a check of its own; one fault is told once.
            and standing.part.key != POLICY
        ),
        nothing_because="no standard is named",
    )


def _deviation(material: Material, standing: Standing) -> Deviation:
    major = set(material.profile.choices("finding.stage1_major_docs"))
    fundamental = bool(major & {standing.part.key, standing.entry.key})
    return Deviation(
        about=(standing.part.key,),
        says=f"{standing.name} is met by no document and no register.",
        measured="0 documents",
        threshold=material.threshold("finding.stage1_major_docs") if fundamental else None,
        grade=Grade.MAJOR if fundamental else None,
        blocks=fundamental,
        reason=standing.part.key,
    )
