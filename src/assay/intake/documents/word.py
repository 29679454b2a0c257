"""Reads Word files (.docx): text, headings with their numbers, tables, headers, who and when.

What a newcomer would get wrong: python-docx gives only paragraphs directly
under the body.  Content controls, text boxes, footnotes and tracked insertions
hold text as well, and policies made from templates keep most of it there.
"""

from collections.abc import Iterator
from typing import Final

from assay.domain.document_text import BlockKind, MediaType
from assay.intake.documents.build import normalise
from assay.intake.documents.draft import TITLE_PARAGRAPH, Draft, counted
from assay.intake.documents.office_properties import declare_properties
from assay.intake.documents.word_names import DRAWING_PICTURE, Names, names_of
from assay.intake.documents.word_revisions import settle
from assay.intake.documents.word_styles import Numbering, Style, styles_of
from assay.intake.office_package import WORD_DOCUMENT, OfficePackage
from assay.intake.unreadable import UnreadableFileError
from assay.intake.xml_parts import Element

_EXPECTED: Final = "a Word document (.docx)"
_MOST_COLUMNS: Final = 200
_PICTURE: Final = "[picture]"


def read_word(content: bytes) -> Draft:
    """Return what a Word file says, and what its properties say of it."""
    package = OfficePackage(content, expected=_EXPECTED)
    if package.kind != WORD_DOCUMENT:
        kind = package.kind or f"an office file of the type {package.main_type or 'unknown'!r}"
        raise UnreadableFileError(kind, _EXPECTED)
    draft = Draft(MediaType.WORD)
    declare_properties(draft, package)
    root = package.main()
    names = names_of(root)
    draft.notes.extend(settle(root, names))
    story = _Story(draft, package, names)
    body = root.find(names("body"))
    if body is not None:
        story.tell(body)
    story.tell_footnotes()
    _keep_headers_and_footers(draft, package, names)
    _note_the_rest(draft, package, names)
    return draft


class _Story:
    """Walks the body in reading order and adds its blocks."""

    def __init__(self, draft: Draft, package: OfficePackage, names: Names) -> None:
        self._draft = draft
        self._package = package
        self._names = names
        self._styles = styles_of(package.read_related("styles"))
        self._numbering = Numbering(next(iter(package.related("numbering")), None), names)
        self._texts = _TextOf(names)
        self._paragraph, self._table = names("p"), names("tbl")
        self._ignored = {names("sectPr"), names("tblPr"), names("sdtPr")}

    def tell(self, container: Element) -> None:
        """Add what a body, a content control or another wrapper holds."""
        for child in container:
            if child.tag == self._paragraph:
                self._tell_paragraph(child)
            elif child.tag == self._table:
                self._tell_table(child)
            elif child.tag not in self._ignored:
                self.tell(child)

    def tell_footnotes(self) -> None:
        """Add the notes after the text, where they interrupt no sentence."""
        for kind in ("footnotes", "endnotes"):
            for root in self._package.related(kind):
                for note in root.iter(self._names(kind[:-1])):
                    if self._names.value(note, "type"):  # the line above the notes is one, too
                        continue
                    label = f"{kind[:-1]} {self._names.value(note, 'id')}"
                    text = "\n".join(map(self._texts.paragraph, note.iter(self._paragraph)))
                    self._draft.built.add(BlockKind.PARAGRAPH, text, label=label)

    def _tell_paragraph(self, paragraph: Element) -> None:
        text = self._texts.paragraph(paragraph)
        style_id, style, properties = self._style_of(paragraph)
        # Word counts a list's empty paragraphs as well, but shows no number for empty headings.
        if not text.strip():
            return
        label, list_level = self._label(style_id, style, properties)
        outline = self._outline(style, properties)
        built = self._draft.built
        if style.is_title:
            self._draft.declare("title", text, TITLE_PARAGRAPH)
            built.add(BlockKind.HEADING, text, level=0, label=label)
        elif style.is_contents:
            built.add(BlockKind.CONTENTS_LINE, text)
        elif outline is not None:
            built.add(BlockKind.HEADING, text, level=outline + 1, label=label)
        elif label or style.name.startswith("list "):
            built.add(BlockKind.LIST_ITEM, text, level=list_level + 1, label=label)
        else:
            built.add(BlockKind.PARAGRAPH, text)

    def _style_of(self, paragraph: Element) -> tuple[str, Style, Element | None]:
        properties = paragraph.find(self._names("pPr"))
        if properties is None:
            return "", Style(), None
        style_id = self._names.value(properties.find(self._names("pStyle")))
        return style_id, self._styles.style(style_id), properties

    def _outline(self, style: Style, properties: Element | None) -> int | None:
        own = None
        if properties is not None:
            own = self._names.number(properties.find(self._names("outlineLvl")))
        level = style.outline if own is None else own
        return level if level is not None and 0 <= level < 9 else None  # noqa: PLR2004 - 9: body text

    def _label(self, style_id: str, style: Style, properties: Element | None) -> tuple[str, int]:
        names = self._names
        own = None if properties is None else properties.find(names("numPr"))
        list_id = level = None
        if own is not None:
            list_id = names.value(own.find(names("numId"))) or None
            level = names.number(own.find(names("ilvl")))
        if list_id is None:
            list_id, level = style.list_id, style.list_level if level is None else level
        if level is None:
            level = self._numbering.level_for_style(list_id, style_id)
        return self._numbering.next_label(list_id, level), max(level, 0)

    def _tell_table(self, table: Element) -> None:
        self._draft.built.start_table()
        for row in self._own(table, "tr"):
            self._draft.built.add_row(list(self._cells(row)))

    def _cells(self, row: Element) -> Iterator[str]:
        names = self._names
        for cell in self._own(row, "tc"):
            properties = cell.find(names("tcPr"))
            span = None
            if properties is not None:
                span = names.number(properties.find(names("gridSpan")))
            yield self._texts.cell(cell)
            # A cell over three columns leaves two empty ones, so that columns stay in line.
            yield from [""] * (min(span or 1, _MOST_COLUMNS) - 1)

    def _own(self, element: Element, name: str) -> Iterator[Element]:
        """Yield rows or cells of this table, within content controls too, of no inner table."""
        for child in element:
            if child.tag == self._names(name):
                yield child
            elif child.tag in {self._names("sdt"), self._names("sdtContent")}:
                yield from self._own(child, name)


class _TextOf:
    """Gathers the text of paragraphs and cells."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._paragraph = names("p")
        self._text = names("t")
        self._position = names("pos")
        self._between = {
            names("tab"): "\t",
            names("ptab"): "\t",
            names("br"): "\n",
            names("cr"): "\n",
            names("noBreakHyphen"): "-",
        }
        self._tags = (self._text, *self._between)

    def paragraph(self, paragraph: Element) -> str:
        """Return the text of a paragraph, or of a wrapper round one."""
        return "".join(
            element.text or ""
            if element.tag == self._text
            # A tab with a position is a tab stop, which is a property and no text.
            else ""
            if element.get(self._position)
            else self._between[str(element.tag)]
            for element in paragraph.iter(*self._tags)
        )

    def cell(self, cell: Element) -> str:
        """Return a cell's paragraphs, with those of tables within it."""
        text = "\n".join(map(self.paragraph, cell.iter(self._paragraph)))
        if not text.strip() and self._has_picture(cell):
            return _PICTURE  # as a rule somebody's signature
        return text

    def _has_picture(self, cell: Element) -> bool:
        pictures = cell.iter(DRAWING_PICTURE, self._names("pict"))
        return next(pictures, None) is not None


def _keep_headers_and_footers(draft: Draft, package: OfficePackage, names: Names) -> None:
    texts = _TextOf(names)
    for kind in ("header", "footer"):
        for root in package.related(kind):
            settle(root, names)
            lines = map(texts.paragraph, root.iter(names("p")))
            text = normalise("\n".join(lines))
            if text and text not in draft.headers_and_footers:
                draft.headers_and_footers.append(text)


def _note_the_rest(draft: Draft, package: OfficePackage, names: Names) -> None:
    comments = [
        comment for root in package.related("comments") for comment in root.iter(names("comment"))
    ]
    if comments:
        people = ", ".join(sorted({names.value(each, "author") for each in comments} - {""}))
        by = f" by {people}" if people else ""
        draft.notes.append(f"{counted(len(comments), 'comment')}{by}, not read")
    embedded = [name for name in package.names if "/embeddings/" in name]
    if embedded:
        draft.notes.append(f"{counted(len(embedded), 'embedded file')}, not read")
    if any(name.startswith("_xmlsignatures/") for name in package.names):
        draft.notes.append("digitally signed; the signature was not verified")
