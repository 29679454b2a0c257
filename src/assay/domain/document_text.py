"""What one document says: its text with positions, and what it tells of itself.

Everything that is read out of a document is one normalised string and spans
into it, so a promise found later is anchored as ``text[start:end]`` and a page
can show it where it stands.

What a newcomer would get wrong: nothing here is checked against a register,
and nothing is corrected.  A version, an author or an approval is what the file
says, beside where it says so; a document may say two different versions, and
both are kept.  Blocks follow each other, and parts of the text between them
are only separators.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby


class MediaType(StrEnum):
    """The kinds of document that are read."""

    MARKDOWN = "text/markdown"
    PLAIN_TEXT = "text/plain"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"


class BlockKind(StrEnum):
    """What a stretch of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    CONTENTS_LINE = "contents line"  # of a table of contents: said again elsewhere


@dataclass(frozen=True, slots=True)
class Span:
    """From one position in the text up to another, as slices count."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row, and where its text stands.

    Page and line count from 1 and are 0 where the format has none.  The label is
    the number that the word processor shows before the text but keeps apart from it.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""
    page: int = 0
    line: int = 0
    table: int = 0  # counts from 1; 0 outside of tables
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number, wherever the number was kept."""

    level: int
    number: str
    title: str
    start: int
    end: int
    page: int = 0

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Table:
    """One table as rows of cells; each row is the block of the same place."""

    rows: tuple[tuple[str, ...], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a document says of itself, as written, and where."""

    name: str
    text: str
    found_in: str


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One row of an approval table: who did what to which version, as written.

    The act is "approved", "reviewed" or "prepared" where the table says so.
    The date is empty where it was not given or can be read in two ways.
    """

    act: str = ""
    role: str = ""
    name: str = ""
    on: date | None = None
    on_as_written: str = ""
    signature: str = ""
    version: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One row of a version history, as written."""

    version: str = ""
    on: date | None = None
    on_as_written: str = ""
    author: str = ""
    change: str = ""
    approved_by: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class DocumentText:
    """One document as it was read.

    The hash is of the very bytes that were read.  Notes say what a reader of
    the text alone would not see: tracked changes, scanned pages, a guessed encoding.
    """

    media_type: MediaType
    sha256: str
    size: int
    text: str
    blocks: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()
    title: str = ""
    title_found_in: str = ""
    version: str = ""
    version_found_in: str = ""
    author: str = ""
    last_modified_by: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    revision: int | None = None
    pages: int = 0
    declared: tuple[Statement, ...] = ()
    approvals: tuple[ApprovalRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    headers_and_footers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse positions that point nowhere: whoever anchors to them relies on it."""
        end = 0
        for block in self.blocks:
            if not end <= block.start <= block.end <= len(self.text):
                raise ValueError(f"a block from {block.start} to {block.end}, after {end}")
            if not all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells):
                raise ValueError(f"a cell outside of its row at {block.start}")
            end = block.end
        parts: tuple[Heading | ApprovalRow | HistoryRow, ...]
        parts = (*self.headings, *self.approvals, *self.history)
        for part in parts:
            if not 0 <= part.start <= part.end <= len(self.text):
                raise ValueError(f"a {type(part).__name__} from {part.start} to {part.end}")

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return every table in the order of the text."""
        rows = (block for block in self.blocks if block.table)
        return tuple(
            Table(rows=tuple(self.cells_of(block) for block in blocks), blocks=blocks)
            for _, group in groupby(rows, key=lambda block: block.table)
            for blocks in [tuple(group)]
        )

    def text_of(self, part: Block | Span | Heading | ApprovalRow | HistoryRow) -> str:
        """Return the text that a part of the document spans."""
        return self.text[part.start : part.end]

    def cells_of(self, row: Block) -> tuple[str, ...]:
        """Return the texts of a table row's cells."""
        return tuple(self.text_of(cell) for cell in row.cells)

    def said_of(self, *names: str) -> tuple[Statement, ...]:
        """Return what the document says of itself under any of these names."""
        return tuple(statement for statement in self.declared if statement.name in names)

    def block_at(self, position: int) -> Block | None:
        """Return the block that a position lies in, or none for a separator."""
        index = bisect_right(self.blocks, position, key=lambda block: block.start) - 1
        if index < 0 or position >= self.blocks[index].end:
            return None
        return self.blocks[index]

    def heading_over(self, position: int) -> Heading | None:
        """Return the heading under which a position stands."""
        index = bisect_right(self.headings, position, key=lambda heading: heading.start) - 1
        return self.headings[index] if index >= 0 else None

    def place_of(self, position: int) -> str:
        """Return in words where a position stands: section, page, line, or at least its block."""
        heading = self.heading_over(position)
        block = self.block_at(position)
        parts = []
        if heading:
            parts.append(f"section {heading.number or heading.title}")
        if block and block.page:
            parts.append(f"page {block.page}")
        if block and block.line:
            parts.append(f"line {block.line}")
        if block and not parts:
            parts.append(f"block {self.blocks.index(block) + 1}")
        return ", ".join(parts)
