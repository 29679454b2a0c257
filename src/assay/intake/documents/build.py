"""Builds the one text of a document and the blocks that point into it.

Readers of every format end here, so all documents are normalised alike: one
space between words, no line without text, composed accents, none of the
characters that nobody sees.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from assay.domain.document_text import Block, BlockKind, Heading, Span
from assay.intake.unreadable import UnreadableFileError

_MOST_CHARACTERS: Final = 10_000_000
_LONGEST_BLOCK: Final = 500_000
_BETWEEN_CELLS: Final = " | "
_INVISIBLE: Final = re.compile(
    # Controls, soft hyphen, zero width, direction marks, private use, half surrogates.
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NUMBERED: Final = re.compile(r"((?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3})*)[.):]?\s+(\S.*)", re.DOTALL)


def normalise(text: str) -> str:
    """Return the text as every document has it; twice is the same as once."""
    text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class TextBuilder:
    """Takes blocks in reading order and keeps count of where they stand."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _tables: int = 0

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int = 0,
        label: str = "",
        page: int = 0,
        line: int = 0,
    ) -> None:
        """Add one block; one without any text leaves no trace."""
        text = normalise(text)
        if not text:
            return
        start, end = self._append(text)
        self.blocks.append(Block(kind, start, end, level, label, page, line))
        if kind is BlockKind.HEADING:
            number, title = _split_number(text, label)
            self.headings.append(Heading(level, number, title, start, end, page))

    def start_table(self) -> None:
        """Begin a table: the rows that follow belong together."""
        self._tables += 1

    def add_row(self, cells: Sequence[str], *, page: int = 0, line: int = 0) -> None:
        """Add one row of the table begun last; a row of empty cells leaves no trace."""
        texts = [normalise(cell) for cell in cells]
        if not any(texts):
            return
        start, end = self._append(_BETWEEN_CELLS.join(texts))
        spans = []
        at = start
        for text in texts:
            spans.append(Span(at, at + len(text)))
            at += len(text) + len(_BETWEEN_CELLS)
        row = Block(
            BlockKind.TABLE_ROW,
            start,
            end,
            page=page,
            line=line,
            table=self._tables,
            cells=tuple(spans),
        )
        self.blocks.append(row)

    def text(self) -> str:
        """Return the whole text."""
        return "\n".join(self._parts)

    def _append(self, text: str) -> tuple[int, int]:
        if len(text) > _LONGEST_BLOCK:
            raise UnreadableFileError(
                f"one paragraph of {len(text):,} characters",
                f"paragraphs of at most {_LONGEST_BLOCK:,} characters",
            )
        start = self._length + (1 if self._parts else 0)
        self._parts.append(text)
        self._length = start + len(text)
        if self._length > _MOST_CHARACTERS:
            raise UnreadableFileError(
                f"a text of more than {_MOST_CHARACTERS:,} characters", "a shorter document"
            )
        return start, self._length


def _split_number(text: str, label: str) -> tuple[str, str]:
    if label:
        return label.rstrip(".):"), text
    numbered = _NUMBERED.fullmatch(text)
    return (numbered[1], numbered[2]) if numbered else ("", text)
