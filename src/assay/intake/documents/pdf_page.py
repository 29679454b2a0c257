"""Takes one PDF page apart: pieces of lines know their tag, words know where they stand.

What a newcomer would get wrong: a PDF has no words, lines or tables.  PDFium
guesses words and lines from where glyphs stand; the tag of a piece says which
element of the document's structure it belongs to, where the file has one.
PDFium is not thread-safe: this runs in a worker process, never in a server.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

from assay.domain.document_text import BlockKind

HYPHEN: Final = "\ufffe"  # what PDFium puts for a hyphen and the line's end after it
UNTAGGED: Final = -1
_LINE: Final = re.compile(rf"[^\n{HYPHEN}]*[^\s{HYPHEN}]{HYPHEN}?")
_WORD: Final = re.compile(r"\S+")
_SPEAKING: Final = re.compile(r"\w\S*")


@dataclass(slots=True)
class Piece:
    """Some words of one line that belong together, or one word with its place on the page."""

    text: str
    line: int
    at: int  # where in the page's text it begins
    tag: int = UNTAGGED
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0


@dataclass(slots=True)
class PageBlock:
    """A block as one page has it, before pages are put together."""

    kind: BlockKind
    texts: list[str]  # one, or the cells of a row
    page: int
    level: int = 0
    label: str = ""
    starts_table: bool = False
    last_page: int = 0

    def __post_init__(self) -> None:
        """End, until more is known, on the page of the beginning."""
        self.last_page = self.last_page or self.page


class PageText:
    """The text of one page, and what PDFium knows of each of its characters."""

    def __init__(self, text_page: PdfTextPage) -> None:
        self._raw = text_page.raw
        self._text = text_page.get_text_range()
        # Else some glyph stands for no character, or for several.
        self._is_exact = len(self._text) == text_page.count_chars()
        self._box = pdfium.FS_RECTF()

    def pieces(self) -> list[Piece]:
        """Return the lines of the page, cut where their tag changes."""
        return [
            piece
            for number, found in enumerate(_LINE.finditer(self._text))
            for piece in self._cut(found[0], number, found.start())
        ]

    def words(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Return pieces as single words that know where on the page they stand."""
        words = [word for piece in pieces for word in _words_of(piece)]
        reference = ctypes.byref(self._box)
        box_of = pdfium.FPDFText_GetLooseCharBox
        for word in words:
            if box_of(self._raw, self._place(word.at), reference):
                word.left, word.bottom, word.top = self._box.left, self._box.bottom, self._box.top
            if box_of(self._raw, self._place(word.at + len(word.text) - 1), reference):
                word.right = self._box.right
        return words

    def _cut(self, text: str, line: int, at: int) -> Iterator[Piece]:
        whole = Piece(text, line, at)
        first = self._tag_at(at + len(text) - len(text.lstrip()))
        # Asking takes most of the time of a page, and most lines are of one piece.
        if first == self._tag_at(at + len(text) - 1):
            whole.tag = first
            yield whole
            return
        for word in _words_of(whole):
            word.tag = self._tag_at(word.at)
            yield word

    def _tag_at(self, position: int) -> int:
        glyph = pdfium.FPDFText_GetTextObject(self._raw, self._place(position))
        tag: int = pdfium.FPDFPageObj_GetMarkedContentID(glyph)
        return tag

    def _place(self, position: int) -> int:
        if self._is_exact:
            return position
        place: int = pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, position)
        return place


def count_words(pieces: Iterable[Piece]) -> int:
    """Return how many words say something: dots that lead to a page number do not."""
    return sum(len(_SPEAKING.findall(piece.text)) for piece in pieces)


def _words_of(piece: Piece) -> Iterator[Piece]:
    for found in _WORD.finditer(piece.text):
        yield Piece(found[0], piece.line, piece.at + found.start(), piece.tag)
