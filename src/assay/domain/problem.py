"""A place in somebody's material, and what is wrong there.

A problem is a value, not an exception: readers gather every one and go on, so
that nobody mends one cell only to meet the next.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, and as much more as is known.

    Rows and lines count from 1, as the spreadsheet or the editor shows them.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    line: int = 0

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.line:
            parts.append(f"line {self.line}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that cannot be read: what is there, and what would do."""

    place: Place
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.place}: {self.found}; expected {self.expected}."
