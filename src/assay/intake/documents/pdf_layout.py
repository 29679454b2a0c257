"""Reads a page of a PDF without tags: paragraphs, headings and tables from where words stand.

What a newcomer would get wrong: all of this is a guess.  It is made from three
things only, which hold for ordinary documents: paragraphs are set apart by
space, headings by size or number, and the cells of a table by wide gaps that
stand above each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from assay.domain.document_text import BlockKind
from assay.intake.documents.pdf_page import PageBlock, Piece

# All in multiples of the height of a line.
_GAP_BETWEEN_CELLS: Final = 0.6
_WIDER_THAN_A_SPACE: Final = 2.0  # of the page's usual space
_GAP_BETWEEN_PARAGRAPHS: Final = 1.3  # of the page's usual distance of lines
_LARGER_TYPE: Final = 1.12
_SAME_COLUMN: Final = 0.5
_SAME_LEVEL: Final = 0.2
_NEXT_LINE_OF_A_CELL: Final = 1.7
_LINES_OF_A_ROW: Final = 6
_LONGEST_HEADING: Final = 120
_LONGEST_CONTENTS_LINE: Final = 500
_BULLET: Final = re.compile(r"([•◦▪‣·●○■–*-]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")  # noqa: RUF001
_NUMBERED_HEADING: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[A-Z][^.;:]*")
_CONTENTS_LINE: Final = re.compile(r".{1,200}?(?:\.\s?){4,300}\s?\d{1,4}")


@dataclass(slots=True)
class Line:
    """One line of a page, split where its gaps are wide."""

    words: list[Piece]
    cells: list[list[Piece]]

    @property
    def height(self) -> float:
        """Return the height of the type."""
        return max((word.top - word.bottom for word in self.words), default=0.0) or 1.0

    @property
    def bottom(self) -> float:
        """Return how far above the foot of the page the line stands."""
        return self.words[0].bottom

    @property
    def text(self) -> str:
        """Return the line's words."""
        return " ".join(word.text for word in self.words)

    @property
    def text_in_cells(self) -> str:
        """Return the line's words with its wide gaps shown, as between the ends of a header."""
        return " | ".join(" ".join(word.text for word in cell) for cell in self.cells)


def lines_of(words: list[Piece]) -> list[Line]:
    """Return the measured words of a page as lines."""
    spaces = [
        right.left - left.right
        for left, right in pairwise(words)
        if left.line == right.line and right.left > left.right
    ]
    wide = median(spaces) * _WIDER_THAN_A_SPACE if spaces else 0.0
    groups: list[list[Piece]] = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        beside = next((other for other in groups[-_LINES_OF_A_ROW:] if _beside(other, line)), None)
        if beside:
            beside.extend(line)
        else:
            groups.append(line)
    return [Line(group, _split(group, wide)) for group in groups]


def _beside(line: list[Piece], other: list[Piece]) -> bool:
    """Return whether a line stands to the right of another: the cell after one of many lines."""
    last, first = line[-1], other[0]
    level = abs(last.bottom - first.bottom) <= (last.top - last.bottom) * _SAME_LEVEL
    return level and first.left > last.right


def _split(words: list[Piece], wide: float) -> list[list[Piece]]:
    cells = [[words[0]]]
    for last, word in pairwise(words):
        gap = abs(word.left - last.right)
        if gap > max(wide, (word.top - word.bottom) * _GAP_BETWEEN_CELLS):
            cells.append([word])
        else:
            cells[-1].append(word)
    return cells


def read_layout(lines: list[Line], number: int, outline: dict[str, int]) -> list[PageBlock]:
    """Return the blocks that the look of a page suggests; the outline knows headings."""
    if not lines:
        return []
    page = _Page(number, outline, lines)
    blocks: list[PageBlock] = []
    at = 0
    while at < len(lines):
        rows, after = _table_from(lines, at)
        if rows:
            for index, row in enumerate(rows):
                blocks.append(PageBlock(BlockKind.TABLE_ROW, row, number, starts_table=index == 0))
        else:
            after = page.end_of_paragraph(at)
            blocks.append(page.block(lines[at:after]))
        at = after
    return blocks


class _Page:
    def __init__(self, number: int, outline: dict[str, int], lines: list[Line]) -> None:
        self._number = number
        self._outline = outline
        self._lines = lines
        self._type = median(line.height for line in lines)
        steps = [
            step
            for upper, lower in pairwise(lines)
            if 0 < (step := upper.bottom - lower.bottom) < 3 * self._type
        ]
        self._step = median(steps) if steps else self._type

    def end_of_paragraph(self, start: int) -> int:
        """Return where the paragraph that starts here has ended."""
        after = start + 1
        if self._heading_level(self._lines[start].text, self._lines[start]):
            return after
        while after < len(self._lines) and self._goes_on(after):
            after += 1
        return after

    def block(self, lines: list[Line]) -> PageBlock:
        """Return some lines as the block that they look like."""
        text = " ".join(line.text for line in lines)
        level = self._heading_level(text, lines[0])
        bullet = _BULLET.match(text)
        if _is_contents_line(text):
            return PageBlock(BlockKind.CONTENTS_LINE, [text], self._number)
        if level:
            return PageBlock(BlockKind.HEADING, [text], self._number, level)
        if bullet:
            item = text[bullet.end() :]
            return PageBlock(BlockKind.LIST_ITEM, [item], self._number, 1, bullet[1])
        return PageBlock(BlockKind.PARAGRAPH, [text], self._number)

    def _goes_on(self, index: int) -> bool:
        above, line = self._lines[index - 1], self._lines[index]
        step = above.bottom - line.bottom
        return (
            0 < step <= self._step * _GAP_BETWEEN_PARAGRAPHS
            and abs(above.height - line.height) <= self._type * (_LARGER_TYPE - 1)
            and not _BULLET.match(line.text)
            and not _is_contents_line(above.text)
            and not self._heading_level(line.text, line)
            and not _table_from(self._lines, index)[0]
        )

    def _heading_level(self, text: str, line: Line) -> int:
        if len(text) > _LONGEST_HEADING or _is_contents_line(text):
            return 0
        known = self._outline.get(plain(text), 0)
        if known:
            return known
        numbered = _NUMBERED_HEADING.fullmatch(text)
        if line.height >= self._type * _LARGER_TYPE:
            return numbered[1].count(".") + 1 if numbered else 1
        return numbered[1].count(".") + 1 if numbered and not self._outline else 0


def _is_contents_line(text: str) -> bool:
    return len(text) <= _LONGEST_CONTENTS_LINE and bool(_CONTENTS_LINE.fullmatch(text))


def plain(text: str) -> str:
    """Return a heading as it is compared with the outline's."""
    return "".join(text.lower().split())


def _table_from(lines: list[Line], start: int) -> tuple[list[list[str]], int]:
    """Return the rows of a table that starts at a line, and where it has ended."""
    columns: list[float] = []
    rows: list[list[str]] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if len(line.cells) > 1 and (not columns or _fits(line, columns)):
            _add_columns(columns, line)
            rows.append(_cells(line, columns))
        elif rows and _continues_row(lines, at, columns):
            cell = _column(columns, line.words[0].left, line.height)
            rows[-1] += [""] * (cell + 1 - len(rows[-1]))
            rows[-1][cell] = f"{rows[-1][cell]} {line.text}".strip()
        else:
            break
        at += 1
    if sum(1 for row in rows if sum(map(bool, row)) > 1) < 2:  # noqa: PLR2004 - one row is a line
        return [], start
    width = len(columns)
    return [row + [""] * (width - len(row)) for row in rows], at


def _fits(line: Line, columns: list[float]) -> bool:
    lefts = [cell[0].left for cell in line.cells]
    known = sum(1 for left in lefts if _known(columns, left, line.height))
    return known >= min(2, len(lefts))


def _known(columns: list[float], left: float, height: float) -> bool:
    return any(abs(left - column) <= height * _SAME_COLUMN for column in columns)


def _add_columns(columns: list[float], line: Line) -> None:
    for cell in line.cells:
        if not _known(columns, cell[0].left, line.height):
            columns.append(cell[0].left)


def _column(columns: list[float], left: float, height: float) -> int:
    return next(
        index for index, column in enumerate(columns) if abs(left - column) <= height * _SAME_COLUMN
    )


def _cells(line: Line, columns: list[float]) -> list[str]:
    cells = [""] * len(columns)
    for cell in line.cells:
        index = _column(columns, cell[0].left, line.height)
        cells[index] = " ".join(word.text for word in cell)
    return cells


def _continues_row(lines: list[Line], at: int, columns: list[float]) -> bool:
    """Return whether a line is the second line of a cell: close below, and not the first column."""
    above, line = lines[at - 1], lines[at]
    close = 0 < above.bottom - line.bottom <= line.height * _NEXT_LINE_OF_A_CELL
    left = line.words[0].left
    in_first = abs(left - min(columns)) <= line.height * _SAME_COLUMN
    return close and not in_first and _known(columns, left, line.height)


def repeated_lines(pages: list[list[Line]], heights: list[float]) -> Iterator[tuple[int, Line]]:
    """Yield running headers and footers: at an edge, on most pages alike but for numbers."""
    seen: dict[str, list[tuple[int, Line]]] = {}
    for index, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in lines:
            if line.bottom > height * 0.9 or line.bottom < height * 0.1:
                seen.setdefault(re.sub(r"\d+", "0", line.text), []).append((index, line))
    for places in seen.values():
        if len({index for index, _ in places}) * 2 > len(pages) > 1:
            yield from places
