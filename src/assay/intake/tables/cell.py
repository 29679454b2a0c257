"""What a cell of somebody's table may hold, before anybody asks what it means.

Text stays as it was typed.  What the file itself marks as a number, a day or a
moment comes as such, because there nothing has to be guessed.  A cell that the
file marks as broken is a ``Fault``, never a blank: a formula without a stored
result is not the same as nothing.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias


class Number(NamedTuple):
    """A number, and the text that the spreadsheet shows for it.

    A percentage counts by the figure before its sign: what shows as 25% is 25.
    """

    value: Decimal
    shown: str


class Fault(NamedTuple):
    """A cell that has no value though something stands in it."""

    found: str
    expected: str


Cell: TypeAlias = str | bool | Number | date | Fault
"""A cell; a ``datetime`` is a ``date`` here, as it is in Python."""

_LONGEST_QUOTED: Final = 60


def is_blank(cell: Cell) -> bool:
    """Say whether nothing stands in the cell."""
    return isinstance(cell, str) and (not cell or cell.isspace())


def show(cell: Cell) -> str:
    """Return the cell as text: what its reader sees, as far as that is known."""
    match cell:
        case str():
            return cell.strip()
        case Number():
            return cell.shown
        case Fault():
            return cell.found
        case bool():
            return "TRUE" if cell else "FALSE"
        case datetime():
            return cell.isoformat(sep=" ")
        case _:
            return cell.isoformat()


def quote(cell: Cell) -> str:
    """Return the cell as a sentence names it: in one line, short, and printable anywhere."""
    if isinstance(cell, Fault):
        return cell.found
    text = " ".join(show(cell).split())
    if not text:
        return "nothing"
    # Half of a surrogate pair and control characters would break the line they are shown in.
    seen = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return f"'{seen[: _LONGEST_QUOTED - 1]}\u2026'" if len(seen) > _LONGEST_QUOTED else f"'{seen}'"
