"""Takes one PDF page apart into words that know their line, their place and their tag.

What a newcomer would get wrong: a PDF has no words, lines or tables.  PDFium
guesses words and lines from where glyphs stand; the tag of a word says which
element of the document's structure it belongs to, where the file has one.
PDFium is not thread-safe: this runs in a worker process, never in a server.
"""

import ctypes
import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

from assay.domain.document_text import BlockKind

HYPHEN: Final = "\ufffe"  # what PDFium puts for a hyphen and the line's end after it
_WORD: Final = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?|\n")
UNTAGGED: Final = -1


@dataclass(slots=True)
class Word:
    """One word, and the line of the page that it stands in."""

    text: str
    line: int
    tag: int
    first: int  # places of its first and last character on the page
    last: int
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


def read_words(text_page: PdfTextPage) -> list[Word]:
    """Return the words of a page in the order that PDFium reads them."""
    text = text_page.get_text_range()
    exact = len(text) == text_page.count_chars()
    raw = text_page.raw
    place = pdfium.FPDFText_GetCharIndexFromTextIndex
    words = []
    line = 0
    for found in _WORD.finditer(text):
        if found[0] == "\n":
            line += 1
            continue
        first, last = found.start(), found.end() - 1
        if not exact:  # some glyph stands for no character, or for several
            first, last = place(raw, first), place(raw, last)
        words.append(Word(found[0], line, UNTAGGED, first, last))
        line += found[0].endswith(HYPHEN)
    for _, group in groupby(words, key=lambda word: word.line):
        _tag(raw, list(group))
    return words


def _tag(raw: object, line: list[Word]) -> None:
    """Tell the words of one line which marked content they belong to."""
    object_at, tag_of = pdfium.FPDFText_GetTextObject, pdfium.FPDFPageObj_GetMarkedContentID
    first = tag_of(object_at(raw, line[0].first))
    last = tag_of(object_at(raw, line[-1].first))
    for word in line:
        # Asking takes most of the time of a page, and most lines are of one piece.
        word.tag = first if first == last else tag_of(object_at(raw, word.first))


def measure(text_page: PdfTextPage, words: list[Word]) -> None:
    """Tell each word where on the page it stands, in points from the lower left."""
    raw = text_page.raw
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    box_of = pdfium.FPDFText_GetLooseCharBox
    for word in words:
        if box_of(raw, word.first, reference):
            word.left, word.bottom, word.top = box.left, box.bottom, box.top
        if box_of(raw, word.last, reference):
            word.right = box.right
