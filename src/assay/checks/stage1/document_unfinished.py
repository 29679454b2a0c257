"""A required document exists only as a draft.

Looks at
    Every entry of the catalogues for which a document is named: one of them has
    to be approved, not a draft.

Why it matters
    A draft binds nobody.  What is still being written cannot be audited.

Does not look at
    The policy, which has a check of its own; entries with no document at all;
    who approved it, and when.

Put right
    Finish the document and have it approved.
"""

from assay.checks.facts.required_documents import POLICY, standings
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.document import Document


@check(since="2026.1")
def document_unfinished(material: Material) -> Looked:
    """Look for an approved document behind each entry that names one."""
    named = [each for each in standings(material) if each.documents]
    return looked_at(
        (Member(f"{each.standard.name} {each.part.key}") for each in named),
        (
            Deviation(
                about=tuple(document.key for document in standing.documents),
                says=(
                    f"{standing.name} is met only by {', '.join(_with_status(standing.documents))}."
                ),
                measured="0 approved",
                evidence=tuple(f"document {document.key}" for document in standing.documents),
            )
            for standing in named
            if not standing.in_use
            and not standing.registers
            # The policy has a check of its own; one fault is told once.
            and standing.part.key != POLICY
        ),
        nothing_because="no document is said to meet anything that a standard asks for",
    )


def _with_status(documents: tuple[Document, ...]) -> list[str]:
    return [f"{each.key} ({each.status or 'no status'})" for each in documents]
