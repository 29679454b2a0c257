"""Reads a page of a tagged PDF: headings, lists and tables as its author made them.

What a newcomer would get wrong: the tags are a tree beside the page, made by
whatever program exported it, and a hostile one may nest without end or name
the same words twice.  Each word is used once; what no tag names, such as running
headers, is left over and handed back.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from assay.domain.document_text import BlockKind
from assay.intake.documents.pdf_page import UNTAGGED, PageBlock, Piece

_DEEPEST: Final = 100
_HEADING: Final = re.compile(r"H([1-6]?)|Title")
_ROW_GROUPS: Final = {"THead", "TBody", "TFoot"}
_BLOCKS_WITHIN: Final = {"L", "Table", "Note", "FENote", "TOC"}
_LINES_WITHIN: Final = {"P", "H", "LI", "TR", "Caption"}
_TEXTS: Final = {
    "P",
    "Caption",
    "Quote",
    "Code",
    "Formula",
    "Lbl",
    "Note",
    "FENote",
    "Span",
    "Link",
}


class _TooDeepError(Exception):
    """The tags nest deeper than documents do."""


def read_tagged(
    page: PdfPage, pieces: list[Piece], number: int
) -> tuple[list[PageBlock], list[Piece]]:
    """Return the blocks that the tags make of a page, and the pieces that no tag names."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return [], pieces
    try:
        reader = _TagReader(pieces, number)
        roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
        children = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in roots]
        blocks = [block for child in children if child for block in reader.blocks(child, 0)]
    except _TooDeepError:
        return [], pieces
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return blocks, reader.left()


class _TagReader:
    def __init__(self, pieces: list[Piece], number: int) -> None:
        self._number = number
        self._pieces: dict[int, list[Piece]] = {}
        for piece in pieces:
            self._pieces.setdefault(piece.tag, []).append(piece)
        self._later: list[tuple[object, int]] = []

    def left(self) -> list[Piece]:
        """Return the pieces that nobody has asked for, in the order of the page."""
        left = [piece for pieces in self._pieces.values() for piece in pieces]
        return sorted(left, key=lambda piece: piece.at)

    def blocks(self, element: object, depth: int, level: int = 0) -> Iterator[PageBlock]:
        """Yield the blocks of an element and everything below it."""
        if depth > _DEEPEST:
            raise _TooDeepError
        name = _name(element)
        heading = _HEADING.fullmatch(name)
        if heading:
            yield from self._one(BlockKind.HEADING, element, depth, int(heading[1] or 1))
        elif name == "L":
            yield from self._list(element, depth, level + 1)
        elif name == "Table":
            yield from self._table(element, depth)
        elif name == "TOCI":
            yield from self._one(BlockKind.CONTENTS_LINE, element, depth)
        elif name in _TEXTS:
            yield from self._one(BlockKind.PARAGRAPH, element, depth)
        else:
            yield from self._container(element, depth, level)

    def _container(self, element: object, depth: int, level: int) -> Iterator[PageBlock]:
        for child, tag in _children(element):
            if child:
                yield from self.blocks(child, depth + 1, level)
            elif text := self._take(tag):
                yield PageBlock(BlockKind.PARAGRAPH, [text], self._number)

    def _one(
        self, kind: BlockKind, element: object, depth: int, level: int = 0
    ) -> Iterator[PageBlock]:
        text = self._text(element, depth)
        if text:
            yield PageBlock(kind, [text], self._number, level)
        yield from self._put_off(depth, level)

    def _put_off(self, depth: int, level: int) -> Iterator[PageBlock]:
        """Yield the lists and tables that stood within a paragraph, after it."""
        later, self._later = self._later, []
        for element, deeper in later:
            yield from self.blocks(element, max(depth, deeper) + 1, level)

    def _list(self, element: object, depth: int, level: int) -> Iterator[PageBlock]:
        if depth > _DEEPEST:
            raise _TooDeepError
        for item, _ in _children(element):
            if not item:
                continue
            if _name(item) == "L":
                yield from self._list(item, depth + 1, level + 1)
            else:
                yield from self._item(item, depth + 1, level)

    def _item(self, item: object, depth: int, level: int) -> Iterator[PageBlock]:
        label = ""
        parts = []
        for child, tag in _children(item):
            if child and _name(child) == "Lbl":
                label = self._text(child, depth + 1)
            elif child and _name(child) in _BLOCKS_WITHIN:
                self._later.append((child, depth))
            else:
                parts.append(self._text(child, depth + 1) if child else self._take(tag))
        text = " ".join(filter(None, parts))
        if text:
            yield PageBlock(BlockKind.LIST_ITEM, [text], self._number, level, label or "•")
        yield from self._put_off(depth, level)

    def _table(self, element: object, depth: int) -> Iterator[PageBlock]:
        starts = True
        for row in self._rows(element, depth):
            # An empty cell is there, but has nothing on the page.
            cells = [self._text(cell, depth + 2) if cell else "" for cell, _ in _children(row)]
            if any(cells):
                block = PageBlock(BlockKind.TABLE_ROW, cells, self._number, starts_table=starts)
                starts = False
                yield block
        yield from self._put_off(depth, 0)

    def _rows(self, element: object, depth: int) -> Iterator[object]:
        if depth > _DEEPEST:
            raise _TooDeepError
        for child, _ in _children(element):
            name = _name(child) if child else ""
            if name == "TR":
                yield child
            elif name in _ROW_GROUPS:
                yield from self._rows(child, depth + 1)
            elif child:
                self._later.append((child, depth))  # a caption

    def _text(self, element: object, depth: int) -> str:
        """Return an element's own text; lists and tables within it are put off."""
        if depth > _DEEPEST:
            raise _TooDeepError
        pieces: list[str] = []
        for child, tag in _children(element):
            if not child:
                pieces.append(self._take(tag))
                continue
            name = _name(child)
            if name in _BLOCKS_WITHIN:
                self._later.append((child, depth))
                continue
            text = self._text(child, depth + 1)
            pieces.append(f"\n{text}\n" if name in _LINES_WITHIN else text)
        return " ".join(filter(None, pieces)).strip()

    def _take(self, tag: int) -> str:
        pieces = self._pieces.pop(tag, []) if tag != UNTAGGED else []
        return " ".join(piece.text for piece in pieces)


def _children(element: object) -> list[tuple[object, int]]:
    """Return an element's children: elements, or tags of words."""
    count = max(pdfium.FPDF_StructElement_CountChildren(element), 0)
    return [
        (
            pdfium.FPDF_StructElement_GetChildAtIndex(element, index),
            pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index),
        )
        for index in range(count)
    ]


def _name(element: object) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, 64)
    return buffer.raw[: min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
