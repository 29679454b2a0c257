"""Which documents in use describe a process, whichever of the two rows says so."""

from collections.abc import Mapping

from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.process import Process


def documents_by_process(material: Material) -> Mapping[str, tuple[Document, ...]]:
    """Return the documents in use of each registered process, in the order of their keys."""
    in_use = {document.key: document for document in material.documents}
    found: dict[str, set[str]] = {
        key: {named for named in process.documents if named in in_use}
        for key, process in material[Process].items()
    }
    for document in in_use.values():
        for process in document.processes:
            if process in found:
                found[process].add(document.key)
    return {
        process: tuple(in_use[key] for key in sorted(documents))
        for process, documents in found.items()
    }
