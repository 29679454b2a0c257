"""What a reader of one format hands on before the facts of all formats are gathered alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from assay.domain.document_text import MediaType, Statement
from assay.intake.documents.build import TextBuilder, normalise

FRONT_MATTER: Final = "front matter"
TITLE_PARAGRAPH: Final = "title paragraph"
PROPERTIES: Final = "document properties"
CUSTOM_PROPERTIES: Final = "custom properties"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a readable document that could not be read, and where."""

    found: str
    expected: str
    line: int = 0


@dataclass(slots=True)
class Draft:
    """One document's text and what its format knows about it besides.

    Rows are tables that stand apart from the text, such as approvals in front matter.
    """

    media_type: MediaType
    built: TextBuilder = field(default_factory=TextBuilder)
    declared: list[Statement] = field(default_factory=list)
    rows: dict[str, list[Mapping[str, str]]] = field(default_factory=dict)
    created_at: datetime | None = None
    modified_at: datetime | None = None
    pages: int = 0
    headers_and_footers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)

    def declare(self, name: str, text: str, found_in: str) -> None:
        """Keep what the document says of itself, where it says anything."""
        text = normalise(text)
        if text:
            self.declared.append(Statement(plain_name(name), text, found_in))


def plain_name(written: str) -> str:
    """Return a name as it is compared: "Approved by:" and "approved-by" are the same."""
    return re.sub(r"[\W_]+", "_", normalise(written).lower()).strip("_")


def counted(count: int, thing: str) -> str:
    """Return "1 comment" or "2 comments"."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
