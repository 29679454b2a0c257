"""A table as it stands in a file: rows by number, and the areas merged into one cell.

Rows are numbered as a spreadsheet numbers them.  In a CSV file that is the
record, not the line of text: a cell may hold line ends.  A row that is missing
between two others is blank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assay.intake.tables.cell import Cell


class Row(NamedTuple):
    """One row: its number, and its cells from the first column on."""

    number: int
    cells: Sequence[Cell]


class Area(NamedTuple):
    """Cells merged into one; rows count from 1, columns from 0, both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or what a text file holds under one separator."""

    rows: Sequence[Row]
    sheet: str = ""
    hidden: bool = False
    merged: Sequence[Area] = ()
    # Rows that could not be taken apart into cells, and why.
    broken: Mapping[int, str] = field(default_factory=dict)


def column_letters(index: int) -> str:
    """Return the name that a spreadsheet shows above a column: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
