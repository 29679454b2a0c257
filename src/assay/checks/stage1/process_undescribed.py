"""A key process has neither a procedure nor a map in use.

Looks at
    Every process that is said to be a key process: whether a procedure or a
    process map that is approved describes it, whichever of the two rows names
    the other.

Why it matters
    Stage 1 reads how the system is meant to work.  A key process that nothing
    describes is run as each person remembers it.

Does not look at
    Whether the description is right, current or followed; processes that are
    said not to be key.

Put right
    Describe the process in a procedure or on a map, have it approved, and link
    it; or say that the process is not key.
"""

from assay.checks.facts.process_documents import documents_by_process
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.document import Document, DocumentType
from assay.domain.process import Process

_DESCRIBES = frozenset({DocumentType.PROCEDURE, DocumentType.PROCESS_MAP})


@check(since="2026.1")
def process_undescribed(material: Material) -> Looked:
    """Look for key processes that no procedure or map describes."""
    documents = documents_by_process(material)
    asked = [process for process in material[Process].values() if process.key_process is not False]
    return looked_at(
        asked,
        (
            _deviation(process, documents[process.key])
            for process in asked
            if process.key_process
            and not any(document.type in _DESCRIBES for document in documents[process.key])
        ),
        unknown=(
            Unknown(process.key, "it is not said whether it is a key process", process.site)
            for process in asked
            if process.key_process is None
        ),
        nothing_because="no process is said to be key",
    )


def _deviation(process: Process, documents: tuple[Document, ...]) -> Deviation:
    linked = ", ".join(f"{each.key} ({each.type or 'of no type'})" for each in documents)
    return Deviation(
        about=(process.key,),
        says=(
            f"Process {process.key} ({process.name}) is a key process with no procedure and no "
            f"map in use; linked to it: {linked or 'no document in use'}."
        ),
        measured=f"0 of {len(documents)} linked documents",
        evidence=(f"process {process.key}", *(f"document {each.key}" for each in documents)),
        site=process.site,
    )
