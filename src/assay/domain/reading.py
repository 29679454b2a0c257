"""What came of reading a register: the items, and every row that became none.

Nothing may vanish between a file and its items.  So a reading counts: the rows
under the heading are the items plus the skipped rows, each of those named with
its row number and the reason, and a reading that does not add up cannot be
made.  A problem may stand without a skipped row: text with a broken character
is read, and named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Generic

from assay.domain.item import AnyItem
from assay.domain.problem import Place, Problem


class MatchedBy(StrEnum):
    """Why a column is read as a field, the surest first."""

    CALLER = "as asked for"
    NAME = "its own name"
    SYNONYM = "a synonym"
    SPELLING = "another spelling"
    GUESS = "a guess"


class SkippedBecause(StrEnum):
    """Why a row under the heading is no item."""

    BLANK = "blank"
    SECTION = "section"
    REPEATED_HEADING = "repeated heading"
    TOTAL = "total"
    DUPLICATE_KEY = "duplicate key"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the file and the field that it is read as."""

    column: str  # its letter, as a spreadsheet shows it
    heading: str
    field: str
    matched_by: MatchedBy

    def __str__(self) -> str:
        return f"{self.column} '{self.heading}' is read as {self.field} ({self.matched_by})"


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row under the heading that became no item."""

    row: int
    because: SkippedBecause
    text: str = ""  # how the row begins, so that it can be found again

    def __str__(self) -> str:
        said = f"row {self.row}: {self.because}"
        return f"{said} ('{self.text}')" if self.text else said


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something that was decided while reading, and that somebody may want to undo."""

    place: Place
    says: str

    def __str__(self) -> str:
        return f"{self.place}: {self.says}."


class RowsLostError(RuntimeError):
    """Rows in are not rows read plus rows skipped: a bug of the reader, never of a file."""


@dataclass(frozen=True)
class RegisterReading(Generic[AnyItem]):
    """Everything there is to say about one register that was read."""

    file: str
    sheet: str = ""
    header_row: int = 0  # 0 where no row of headings was found
    mapping: tuple[MappedColumn, ...] = ()
    unmapped: tuple[str, ...] = ()  # headings of columns that no field takes
    rows_in: int = 0
    items: tuple[AnyItem, ...] = ()
    rows: tuple[int, ...] = ()  # in which row each item stands
    skipped: tuple[SkippedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a reading that lost a row."""
        if self.rows_in != len(self.items) + len(self.skipped) or len(self.rows) != len(self.items):
            raise RowsLostError(
                f"{self.file}: {self.rows_in} rows in, {len(self.items)} read and "
                f"{len(self.skipped)} skipped"
            )

    def count_skipped(self, because: SkippedBecause) -> int:
        """Return how many rows were skipped for one reason."""
        return sum(row.because is because for row in self.skipped)

    def skipped_in_words(self) -> Iterator[str]:
        """Yield the skipped rows, a run of blank ones as one line."""
        # Blank rows in a row keep the same distance to their place in the list.
        for _, run in groupby(enumerate(self.skipped), _run_of_blanks):
            rows = [row for _, row in run]
            if len(rows) > 1:
                yield f"rows {rows[0].row} to {rows[-1].row}: {SkippedBecause.BLANK}"
            else:
                yield str(rows[0])


def _run_of_blanks(numbered: tuple[int, SkippedRow]) -> tuple[bool, int]:
    index, row = numbered
    is_blank = row.because is SkippedBecause.BLANK
    return is_blank, row.row - index if is_blank else index
