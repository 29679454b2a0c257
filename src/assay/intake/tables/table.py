"""A table as it stands in a file: rows by number, and the areas merged into one cell.

Rows are numbered as a spreadsheet numbers them.  In a CSV file that is the
record, not the line of text: a cell may hold line ends.  Objects of JSON are
counted from 1, for they have no row of headings above them; JSON lines and
Markdown tables go by the lines of the file.  A row that is missing between two
others is blank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from assay.intake.tables.cell import Cell

A_TABLE: Final = "a table in CSV, XLSX, JSON or Markdown"


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


class Trouble(NamedTuple):
    """Why a row cannot be taken apart: what is there, and what would do."""

    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or what a text file holds under one separator."""

    rows: Sequence[Row]
    sheet: str = ""
    hidden: bool = False
    merged: Sequence[Area] = ()
    # Rows that could not be taken apart into cells, and why.
    broken: Mapping[int, Trouble] = field(default_factory=dict)
    # What would mend a row with more cells than headings; nothing where such a row is no fault.
    too_wide: str = ""
    # Where a program wrote it: the first row is the headings, and every other one is meant.
    of_records: bool = False
    counted_as: str = ""  # what the numbers of rows count, where no spreadsheet shows them


def column_letters(index: int) -> str:
    """Return the name that a spreadsheet shows above a column: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
