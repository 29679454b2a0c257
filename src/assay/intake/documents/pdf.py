"""Reads PDFs: text by page, headings, tables, who made it and when.

What a newcomer would get wrong: a page without text is not an empty page.  A
scan is a picture of words, nothing promised in it can be found, and a document
that is nothing but a scan is refused by that name instead of being read as
silent.
"""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from assay.domain.document_text import BlockKind, MediaType
from assay.intake.documents.build import normalise
from assay.intake.documents.dates import parse_pdf_instant
from assay.intake.documents.draft import PROPERTIES, Draft, Flaw, counted
from assay.intake.documents.pdf_layout import (
    Line,
    lines_of,
    plain,
    read_layout,
    repeated_lines,
)
from assay.intake.documents.pdf_page import HYPHEN, PageBlock, PageText, count_words
from assay.intake.documents.pdf_tags import read_tagged
from assay.intake.unreadable import UnreadableFileError

_METADATA: Final = {"CreationDate": "created at", "ModDate": "modified at"}
_MOST_PAGES: Final = 3_000
_MOST_OBJECTS_LOOKED_AT: Final = 200
_DEEPEST_OUTLINE: Final = 10
_END_OF_SENTENCE: Final = re.compile(r"[.!?:;][\"'\u201d\u2019)]?$")
_BROKEN_WORD: Final = re.compile(rf"(\w{{1,80}}){HYPHEN}\s*(\w{{1,80}})")
_WORD: Final = re.compile(r"\w+(?:-\w+)*")


def read_pdf(content: bytes) -> Draft:
    """Return what a PDF says, and what its properties say of it."""
    document = _open(content)
    try:
        return _read(document)
    finally:
        document.close()


def _open(content: bytes) -> PdfDocument:
    try:
        return PdfDocument(content)
    except PdfiumError as error:
        if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise UnreadableFileError(
                "a PDF that opens only with a password", "a PDF without a password"
            ) from error
        raise UnreadableFileError("a PDF that is cut off or damaged", "a whole PDF") from error


def _read(document: PdfDocument) -> Draft:
    draft = Draft(MediaType.PDF, pages=len(document))
    if draft.pages > _MOST_PAGES:
        raise UnreadableFileError(f"a PDF of {draft.pages:,} pages", f"at most {_MOST_PAGES:,}")
    _declare_metadata(draft, document)
    pages = _Pages(draft, document)
    pages.read()
    _add_blocks(draft, pages.blocks())
    _note_the_rest(draft, document)
    return draft


def _declare_metadata(draft: Draft, document: PdfDocument) -> None:
    for name in document.METADATA_KEYS:
        text = _string(pdfium.FPDF_GetMetaText, document, name.encode())
        draft.declare(_METADATA.get(name, name), text, PROPERTIES)
        if name == "CreationDate":
            draft.created_at = parse_pdf_instant(text)
        elif name == "ModDate":
            draft.modified_at = parse_pdf_instant(text)


def _string(function: Callable[..., int], *arguments: object) -> str:
    """Return a text of PDFium's, half a surrogate pair and all."""
    length = function(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")


@dataclass(slots=True)
class _PageRead:
    """One page, read by its tags and, where those may not do, by its look as well."""

    number: int
    tagged: list[PageBlock]
    untagged: list[str]
    words: int
    words_untagged: int
    lines: list[Line] = field(default_factory=list)
    height: float = 0.0

    @property
    def is_mostly_tagged(self) -> bool:
        return self.words_untagged * 2 <= self.words


class _Pages:
    """Gathers all pages before any becomes blocks: a running header shows only on many pages."""

    def __init__(self, draft: Draft, document: PdfDocument) -> None:
        self._draft = draft
        self._document = document
        self._outline = _outline(document)
        self._read: list[_PageRead] = []
        self._scanned = 0

    def read(self) -> None:
        """Read every page; one that cannot be read is named, and the others are read."""
        for number in range(1, self._draft.pages + 1):
            try:
                page = self._document[number - 1]
            except PdfiumError:
                self._draft.flaws.append(
                    Flaw(f"page {number} cannot be read", "a PDF whose every page opens")
                )
                continue
            try:
                self._read_page(page, number)
            finally:
                page.close()
        self._judge_scans()

    def blocks(self) -> Iterator[PageBlock]:
        """Yield the blocks of all pages in order, and keep what runs along on every page."""
        words = sum(page.words for page in self._read)
        untagged = sum(page.words_untagged for page in self._read)
        # A short page is mostly header and footer; but some programs tag only a page's frame.
        by_tags = [
            page.is_mostly_tagged or bool(page.tagged and untagged * 2 <= words)
            for page in self._read
        ]
        looked_at = [page for page, tagged in zip(self._read, by_tags, strict=True) if not tagged]
        running = [
            text
            for page, tagged in zip(self._read, by_tags, strict=True)
            for text in page.untagged
            if tagged
        ]
        running += _take_running_lines(looked_at)
        self._keep_running(running)
        for page, tagged in zip(self._read, by_tags, strict=True):
            if tagged:
                yield from page.tagged
            else:
                outline = self._outline.get(page.number, {})
                yield from read_layout(page.lines, page.number, outline)

    def _read_page(self, page: PdfPage, number: int) -> None:
        text_page = page.get_textpage()
        try:
            text = PageText(text_page)
            pieces = text.pieces()
            if not pieces:
                self._scanned += _has_picture(page)
                return
            blocks, left = read_tagged(page, pieces, number)
            running = [line.text_in_cells for line in lines_of(text.words(left))]
            read = _PageRead(number, blocks, running, count_words(pieces), count_words(left))
            if not read.is_mostly_tagged:
                read.lines = lines_of(text.words(pieces))
                read.height = page.get_height()
            self._read.append(read)
        finally:
            text_page.close()

    def _keep_running(self, texts: list[str]) -> None:
        known: set[str] = set()
        for text in map(normalise, texts):
            same_but_for_numbers = re.sub(r"\d+", "0", text)
            if any(map(str.isalpha, text)) and same_but_for_numbers not in known:
                known.add(same_but_for_numbers)
                self._draft.headers_and_footers.append(text)

    def _judge_scans(self) -> None:
        pages = self._draft.pages
        if not self._read:
            if self._scanned:
                raise UnreadableFileError(
                    f"a scan: {self._scanned} of {pages} pages have no text but a picture",
                    "a PDF with text in it, or the document that it was printed from",
                )
            raise UnreadableFileError(
                f"a PDF without any text on its {counted(pages, 'page')}", "a PDF with text in it"
            )
        if self._scanned:
            self._draft.notes.append(f"scanned: {self._scanned} of {pages} pages have no text")


def _take_running_lines(pages: list[_PageRead]) -> list[str]:
    """Take the running headers and footers out of pages that have no tags to tell them."""
    found = list(repeated_lines([page.lines for page in pages], [page.height for page in pages]))
    gone = {id(line) for _, line in found}
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in gone]
    return [line.text_in_cells for _, line in found]


def _has_picture(page: PdfPage) -> bool:
    objects = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS_LOOKED_AT)
    kinds = (
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index))
        for index in range(objects)
    )
    # A scanner's software may wrap the picture in a form.
    return any(kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM} for kind in kinds)


def _outline(document: PdfDocument) -> dict[int, dict[str, int]]:
    """Return by page which texts are headings of which level."""
    found: dict[int, dict[str, int]] = {}
    for bookmark in document.get_toc(max_depth=_DEEPEST_OUTLINE):
        destination = bookmark.get_dest()
        index = destination.get_index() if destination else None
        if index is not None:
            title = plain(normalise(_string(pdfium.FPDFBookmark_GetTitle, bookmark)))
            found.setdefault(index + 1, {})[title] = bookmark.level + 1
    return found


def _add_blocks(draft: Draft, blocks: Iterator[PageBlock]) -> None:
    joined = _join_pages(blocks)
    _mend_hyphens(joined)
    built = draft.built
    for block in joined:
        if block.kind is BlockKind.TABLE_ROW:
            if block.starts_table:
                built.start_table()
            built.add_row(block.texts, page=block.page)
        else:
            built.add(
                block.kind, block.texts[0], level=block.level, label=block.label, page=block.page
            )


def _join_pages(blocks: Iterator[PageBlock]) -> list[PageBlock]:
    """Put together the paragraph and the table that a page's end has cut in two."""
    joined: list[PageBlock] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and block.page > last.last_page:
            if _goes_on(last, block):
                last.texts[0] = f"{last.texts[0]} {block.texts[0]}"
                last.last_page = block.page
                continue
            if _same_table(last, block):
                block.starts_table = False
        joined.append(block)
    return joined


def _goes_on(last: PageBlock, block: PageBlock) -> bool:
    return (
        last.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        and block.kind is BlockKind.PARAGRAPH
        and not _END_OF_SENTENCE.search(last.texts[0])
        and block.texts[0][:1].islower()
    )


def _same_table(last: PageBlock, block: PageBlock) -> bool:
    both = last.kind is block.kind is BlockKind.TABLE_ROW
    return both and len(last.texts) == len(block.texts)


def _mend_hyphens(blocks: list[PageBlock]) -> None:
    """Join words broken at a line's end: "opin-ions" loses its hyphen, "risk-based" keeps it."""
    texts = [text for block in blocks for text in block.texts]
    if not any(HYPHEN in text for text in texts):
        return
    whole = (_BROKEN_WORD.sub(" ", text.lower()) for text in texts)
    known = {word for text in whole for word in _WORD.findall(text)}

    def mend(broken: re.Match[str]) -> str:
        first, second = broken[1], broken[2]
        joined, hyphened = f"{first}{second}", f"{first}-{second}"
        if joined.lower() in known:
            return joined
        both_are_words = {first.lower(), second.lower()} <= known
        return hyphened if hyphened.lower() in known or both_are_words else joined

    for block in blocks:
        block.texts = [_BROKEN_WORD.sub(mend, text) for text in block.texts]


def _note_the_rest(draft: Draft, document: PdfDocument) -> None:
    signatures = pdfium.FPDF_GetSignatureCount(document)
    if signatures > 0:
        draft.notes.append(f"{counted(signatures, 'digital signature')}, not verified")
    attached = pdfium.FPDFDoc_GetAttachmentCount(document)
    if attached > 0:
        draft.notes.append(f"{counted(attached, 'attached file')}, not read")
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        draft.notes.append("has JavaScript, not run")
