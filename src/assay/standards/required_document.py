"""The documented information that a standard asks for, and what has to be in it.

One entry may have several parts: an audit programme is a document and the
results of the audits are records, though the customary list of fourteen counts
them once.  How explicitly the text asks stands on the part and on the element,
so that a custom never passes for a requirement.

A document of the organisation names what it satisfies by the key of a part;
where an entry has one part only, both have the same key.
"""

from enum import StrEnum

from pydantic import Field

from assay.domain.document import DocumentType
from assay.standards.row import Basis, Confidence, Part, Row, Said, Texts, Whole


class DocumentKind(StrEnum):
    """What sort of thing has to be there."""

    DOCUMENT = "document"
    """Says what is to be done; kept up to date."""
    RECORD = "record"
    """Shows what was done; kept as it was."""
    DETERMINATION = "determination"
    """A decision that has to be shown, in whatever form."""


class Explicitness(StrEnum):
    """How plainly the standard asks for it."""

    TEXT = "text"
    """The text names it as documented information."""
    IMPLIED = "implied"
    """The text asks for the matter; it can hardly be shown without writing."""
    PRACTICE = "practice"
    """Expected by practice; no clause asks for it."""


class ContentElement(Part):
    """One thing that has to be found in the document, in our own words."""

    key: Said
    asks: Said
    explicitness: Explicitness = Explicitness.TEXT


class DocumentPart(Part):
    """One document or one kind of record of an entry."""

    key: Said
    title: Said
    kind: DocumentKind
    explicitness: Explicitness = Explicitness.TEXT
    satisfied_by: tuple[DocumentType, ...] = Field(min_length=1)
    """The types of document, any of which will do."""
    registers: Texts = ()
    """The registers that may hold it instead of a document."""
    elements: tuple[ContentElement, ...] = ()
    basis: Basis | None = None
    confidence: Confidence | None = None
    source: str = ""


class RequiredDocument(Row):
    """One entry of the catalogue of required documented information."""

    key: Said
    number: Whole | None = Field(default=None, ge=1)
    """The place in the customary numbered list, where there is one."""
    title: Said
    clauses: Texts = Field(min_length=1)
    only_when: str = ""
    """What has to be so for it to be asked for; empty means always."""
    parts: tuple[DocumentPart, ...] = Field(alias="part", min_length=1)

    @property
    def elements(self) -> tuple[ContentElement, ...]:
        """Return the content elements of all parts."""
        return tuple(element for part in self.parts for element in part.elements)

    def weighed(self, part: DocumentPart) -> tuple[Basis, Confidence, str]:
        """Return what stands behind a part: its own word, else the entry's."""
        return (
            part.basis or self.basis,
            part.confidence or self.confidence,
            part.source or self.source,
        )
