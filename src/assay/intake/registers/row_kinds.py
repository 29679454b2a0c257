"""Tells the rows that are items from those that only look after the eye.

Registers as people keep them have blank rows, headings repeated on every page,
section rows and sums.  Such a row is told by what stands in it alone: a section
is one lone text, a sum begins with the word for it.  A row that might be an
item is taken for one; it is better named as unreadable than silently a section.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from assay.domain.cell_text import MARK, reads_as_total
from assay.domain.reading import SkippedBecause
from assay.intake.registers.heading import fold_heading
from assay.intake.tables.cell import Cell, is_blank, show
from assay.intake.tables.table import Area, Row

_DIGITS: Final = re.compile(r"\d+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


class Layout(NamedTuple):
    """What the rows of a table are compared with."""

    headings: Mapping[int, str]  # of the mapped columns
    key_column: int | None
    keys_look_alike: bool  # do, names that serve as keys do not
    required: frozenset[int]  # columns without which no row is an item, the key's aside
    wide: frozenset[int]  # rows in which a cell is merged across columns


def layout_of(
    headings: Mapping[int, str],
    key_column: int | None,
    *,
    keys_look_alike: bool,
    required: AbstractSet[int],
    merged: Sequence[Area],
) -> Layout:
    """Return the layout of a table."""
    folded = {column: fold_heading(text) for column, text in headings.items()}
    wide = frozenset(
        area.first_row
        for area in merged
        if area.last_column > area.first_column and area.first_row == area.last_row
    )
    return Layout(folded, key_column, keys_look_alike, frozenset(required), wide)


def sort_rows(rows: Sequence[Row], layout: Layout) -> list[SkippedBecause | None]:
    """Return for each row why it is no item; nothing where it may be one."""
    filled = [
        [
            column
            for column, cell in enumerate(row.cells)
            # Spelled out, for this is asked of every cell of the file.
            if cell and (type(cell) is not str or not cell.isspace())
        ]
        for row in rows
    ]
    shapes = frozenset(
        _shape(row.cells[layout.key_column])
        for row, columns in zip(rows, filled, strict=True)
        if layout.key_column in columns and len(columns) > 1
    )
    return [
        _why_no_item(row, columns, layout, shapes)
        for row, columns in zip(rows, filled, strict=True)
    ]


def sort_records(rows: Sequence[Row], broken: AbstractSet[int]) -> list[SkippedBecause | None]:
    """Return the same for rows that a program wrote: none is there for the eye."""
    return [
        SkippedBecause.BLANK if row.number not in broken and all(map(is_blank, row.cells)) else None
        for row in rows
    ]


def _why_no_item(
    row: Row, filled: list[int], layout: Layout, shapes: frozenset[str]
) -> SkippedBecause | None:
    if not filled:
        return SkippedBecause.BLANK
    if _repeats_headings(row, filled, layout):
        return SkippedBecause.REPEATED_HEADING
    if _is_total(row, filled, layout):
        return SkippedBecause.TOTAL
    if len(filled) == 1 and _is_section(row, filled[0], layout, shapes):
        return SkippedBecause.SECTION
    return None


def _repeats_headings(row: Row, filled: list[int], layout: Layout) -> bool:
    mapped = [column for column in filled if column in layout.headings]
    return bool(mapped) and all(
        fold_heading(show(row.cells[column])) == layout.headings[column] for column in mapped
    )


def _is_total(row: Row, filled: list[int], layout: Layout) -> bool:
    first = row.cells[filled[0]]
    if not isinstance(first, str) or not reads_as_total(first):
        return False
    # A supplier may well be called Total: then the rest of its row is filled.
    return layout.key_column not in filled[1:] and not (
        layout.required and layout.required.issubset(filled)
    )


def _is_section(row: Row, column: int, layout: Layout, shapes: frozenset[str]) -> bool:
    cell = row.cells[column]
    if len(layout.headings) == 1 or not isinstance(cell, str) or not _LETTERS.search(cell):
        return False
    if row.number in layout.wide:
        return True
    if column != layout.key_column:
        # A lone text elsewhere is a remark under the table, or a heading that is indented.
        return True
    # A lone key that looks like the others is an item of which nothing else is said.
    is_strange = layout.keys_look_alike and bool(shapes) and _shape(cell) not in shapes
    return is_strange and not cell.startswith(MARK)


def _shape(cell: Cell) -> str:
    """Return what a key looks like: R-12 and R-7 are A-9, Access control is A A."""
    return _LETTERS.sub("A", _DIGITS.sub("9", show(cell)))
