"""Lays out the rows under the headings: gaps filled, merged cells told to each of their rows."""

from collections.abc import Iterable, Sequence
from typing import Final

from assay.intake.tables.cell import Cell, is_blank, show
from assay.intake.tables.table import Area, Row, Table, column_letters

_LONGEST_SHOWN: Final = 60
_ROWS_TOLD: Final = 3


def rows_below(table: Table, last_line: int) -> list[Row]:
    """Return every row from under the headings to the last filled one, blank ones too."""
    if table.of_records:
        return list(table.rows[1:])
    rows: list[Row] = []
    pending: list[Row] = []
    for row in table.rows:
        if row.number <= last_line:
            continue
        pending.append(row)
        if not all(map(is_blank, row.cells)):
            rows.extend(pending)
            pending = []
    if not rows or rows[-1].number - last_line == len(rows):
        return rows
    by_number = {row.number: row for row in rows}
    numbers = range(last_line + 1, rows[-1].number + 1)
    return [by_number.get(number) or Row(number, ()) for number in numbers]


def columns_of(rows: Sequence[Row], columns: Iterable[int]) -> dict[int, list[Cell]]:
    """Return the cells of some columns, one for each row."""
    return {
        column: [row.cells[column] if column < len(row.cells) else "" for row in rows]
        for column in columns
    }


def fill_merged(
    columns: dict[int, list[Cell]], rows: Sequence[Row], merged: Sequence[Area], last_line: int
) -> set[int]:
    """Give each row of a merged cell its value, and return the columns where that was done.

    Only downward: a cell merged across columns is a section or a long text, not
    the same value in each field.  A merge that begins in the headings says
    nothing of the rows under them.
    """
    filled: set[int] = set()
    ends: dict[int, int] = {}
    for area in sorted(merged):
        column, first = area.first_column, area.first_row - last_line - 1
        # Areas may not overlap; where a file says so all the same, the first one holds.
        if column not in columns or first < ends.get(column, 0) or first >= len(rows):
            continue
        ends[column] = area.last_row - last_line
        cells = columns[column]
        for index in range(first + 1, min(ends[column], len(rows))):
            has_own_text = any(not is_blank(cell) for cell in rows[index].cells)
            if has_own_text and is_blank(cells[index]) and not is_blank(cells[first]):
                cells[index] = cells[first]
                filled.add(column)
    return filled


def without_heading(rows: Sequence[Row], known: Iterable[int]) -> list[str]:
    """Return the columns in which something stands though nothing stands over them."""
    width = max((len(row.cells) for row in rows), default=0)
    if not (unnamed := set(range(width)).difference(known)):
        return []
    found = {
        column
        for row in rows
        for column, cell in enumerate(row.cells)
        if cell and column in unnamed and not is_blank(cell)
    }
    return [f"{column_letters(column)} (without a heading)" for column in sorted(found)]


def shorten(row: Row) -> str:
    """Return how a row begins, so that it can be found again."""
    texts = [" ".join(show(cell).split()) for cell in row.cells if not is_blank(cell)]
    text = " | ".join(texts[:_ROWS_TOLD])
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}\u2026"


def describe_titles(table: Table, first_line: int) -> str:
    """Say which filled rows stand above the headings; nothing where none does."""
    rows = [
        row for row in table.rows if row.number < first_line and not all(map(is_blank, row.cells))
    ]
    if not rows:
        return ""
    named = ", ".join(f"row {row.number} ('{shorten(row)}')" for row in rows[:_ROWS_TOLD])
    more = f" and {len(rows) - _ROWS_TOLD} more" if len(rows) > _ROWS_TOLD else ""
    verb = "stands" if len(rows) == 1 else "stand"
    return f"{named}{more} {verb} above the headings"
