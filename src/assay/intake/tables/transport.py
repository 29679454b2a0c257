"""Carries the sheets of a workbook out of the process that reads it.

What comes back is JSON from a process that a hostile file may have taken over,
so it is taken apart as carefully as a file.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from assay.intake.tables.cell import Cell, Fault, Number
from assay.intake.tables.table import Area, Row, Table
from assay.intake.tables.workbook import parse_workbook
from assay.intake.unreadable import UnreadableFileError

_UNFOLLOWED = "an answer of the reader that cannot be followed"


def describe_workbook(content: bytes) -> dict[str, Any]:
    """Return a workbook's sheets, or why it is refused, as JSON can hold it."""
    try:
        tables = parse_workbook(content)
    except UnreadableFileError as refusal:
        return {"found": refusal.found, "expected": refusal.expected}
    return {"sheets": [_pack_table(table) for table in tables]}


def unpack_workbook(answer: Any) -> list[Table]:  # noqa: ANN401 - that is what is found out here
    """Return the sheets that an answer describes, or raise its refusal."""
    try:
        if "found" in answer:
            raise UnreadableFileError(str(answer["found"]), str(answer["expected"]))
        return [_unpack_table(sheet) for sheet in answer["sheets"]]
    except (TypeError, ValueError, KeyError, IndexError, InvalidOperation) as error:
        raise UnreadableFileError(_UNFOLLOWED, "a sound XLSX file") from error


def _pack_table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "hidden": table.hidden,
        "merged": list(table.merged),
        "rows": [[row.number, [_pack_cell(cell) for cell in row.cells]] for row in table.rows],
    }


def _pack_cell(cell: Cell) -> str | list[str]:
    match cell:
        case str():
            return cell
        case Number():
            return ["n", f"{cell.value:f}", cell.shown]
        case Fault():
            return ["!", cell.found, cell.expected]
        case bool():
            return ["b", "1" if cell else ""]
        case datetime():
            return ["m", cell.isoformat()]
        case _:
            return ["d", cell.isoformat()]


def _unpack_table(sheet: dict[str, Any]) -> Table:
    rows = [Row(int(number), _unpack_cells(cells)) for number, cells in sheet["rows"]]
    merged = [Area(*map(int, area)) for area in sheet["merged"]]
    return Table(rows, str(sheet["sheet"]), hidden=bool(sheet["hidden"]), merged=merged)


def _unpack_cells(cells: Sequence[Any]) -> list[Cell]:
    return [cell if isinstance(cell, str) else _unpack_cell(*cell) for cell in cells]


def _unpack_cell(kind: str, first: str, second: str = "") -> Cell:
    match kind:
        case "n":
            return Number(Decimal(first), second)
        case "!":
            return Fault(first, second)
        case "b":
            return bool(first)
        case "m":
            return datetime.fromisoformat(first)
        case "d":
            return date.fromisoformat(first)
        case _:
            raise ValueError(kind)
