"""Which families of records show that a procedure is worked by, whichever row says so.

A process names the records it leaves, a row of the Statement of Applicability
those of a control, a step the record it ends in, a promise the records it is
about.  Any of them links a document to a family.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from assay.checks.facts.document_rules import DOCUMENT_FAMILY
from assay.checks.facts.process_documents import documents_by_process
from assay.checks.material import Material
from assay.domain.claim import Claim
from assay.domain.procedure_step import ProcedureStep
from assay.domain.process import Process
from assay.domain.soa_row import SoaRow


def families_by_document(material: Material) -> Mapping[str, frozenset[str]]:
    """Return the families of records linked to each document that has any."""
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for document, family in _links(material):
        if document and family:
            linked[document].add(family)
    return {document: frozenset(families) for document, families in linked.items()}


def _links(material: Material) -> Iterator[tuple[str, str]]:
    yield from _by_processes(material)
    yield from _by_controls(material)
    for step in material[ProcedureStep].values():
        yield step.document, step.family
    for claim in material[Claim].values():
        # A promise about documents is kept in the register of documents, by no record.
        if claim.family != DOCUMENT_FAMILY:
            yield claim.document, claim.family


def _by_processes(material: Material) -> Iterator[tuple[str, str]]:
    processes = material[Process]
    for process, documents in documents_by_process(material).items():
        for document in documents:
            yield from ((document.key, family) for family in processes[process].records)


def _by_controls(material: Material) -> Iterator[tuple[str, str]]:
    rows = material[SoaRow]
    for row in rows.values():
        yield from ((document, family) for document in row.documents for family in row.families)
    for document in material.documents:
        for control in document.controls:
            if control in rows:
                yield from ((document.key, family) for family in rows[control].families)
