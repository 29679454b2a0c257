"""What the sources say is handed in at Stage 1: four lists that do not agree.

A profile picks one of them, or the union of all.
"""

from enum import StrEnum

from pydantic import Field

from assay.standards.row import Listed, Row, Said

UNION = "union"


class RequestList(StrEnum):
    """Whose list an item is on."""

    FIVE_GROUPS = "five_groups"
    SIX_DOCUMENTS = "six_documents"
    FIVE_ELEMENTS = "five_elements"
    FIVE_KINDS = "five_kinds"


class RequestedItem(Row):
    """One thing that an auditor asks for before or at Stage 1."""

    list: RequestList
    item: Said
    asks: Said
    documents: Listed = Field(min_length=1)
    """Keys of required documents, or of their parts, that answer it."""

    @property
    def key(self) -> str:
        """Return what no two rows may share."""
        return f"{self.list}/{self.item}"
