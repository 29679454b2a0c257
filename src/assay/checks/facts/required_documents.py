"""What the standards ask for in writing, and what the organisation has for each.

An entry of a catalogue may be met by a document that says it does, or by a
register that holds the matter itself: a risk register is a result of risk
assessment, whatever it is called.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.scope import VersionStatus
from assay.standards.required_document import DocumentPart, Explicitness, RequiredDocument
from assay.standards.standard import Standard

POLICY = "policy"
"""The part of every catalogue that is the policy of top management."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One part of a required document, and what there is for it."""

    standard: Standard
    entry: RequiredDocument
    part: DocumentPart
    documents: tuple[Document, ...]
    registers: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the part as a sentence names it."""
        return f"{self.part.title} ({', '.join(self.entry.clauses)} of {self.standard.title})"

    @property
    def in_use(self) -> tuple[Document, ...]:
        """Return the documents for it that are approved."""
        return tuple(each for each in self.documents if each.status is VersionStatus.APPROVED)


def standings(material: Material) -> Iterator[Standing]:
    """Yield what each standard asks for in writing, with what there is for it."""
    meant_for: dict[str, list[Document]] = {}
    for document in material[Document].values():
        if document.status is not VersionStatus.WITHDRAWN:
            for key in document.satisfies:
                meant_for.setdefault(key, []).append(document)
    filled = {register.kind.register for register in material.dossier.registers if register}
    for standard in material.standards:
        for entry in standard.documents:
            for part in entry.parts:
                documents = tuple(sorted(meant_for.get(part.key, ()), key=_key))
                if _asked(material, entry, part, documents):
                    registers = tuple(name for name in part.registers if name in filled)
                    yield Standing(standard, entry, part, documents, registers)


def _key(document: Document) -> str:
    return document.key


def _asked(
    material: Material,
    entry: RequiredDocument,
    part: DocumentPart,
    documents: tuple[Document, ...],
) -> bool:
    """Say whether the organisation has to have it; a claim to have it makes it so."""
    if documents:
        return True
    if entry.only_when:
        return False
    if part.explicitness is Explicitness.PRACTICE:
        return material.profile.choice("doc.practice_documents") == "demanded"
    return True


def policies(material: Material) -> list[tuple[Standard, tuple[Document, ...]]]:
    """Return for each standard the documents that are said to be its policy."""
    return [
        (standing.standard, standing.documents)
        for standing in standings(material)
        if standing.part.key == POLICY
    ]
