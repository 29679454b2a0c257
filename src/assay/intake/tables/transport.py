"""Carries tables out of the process that parses them.

What comes back is JSON from a process that a hostile file may have taken over,
so it is taken apart as carefully as a file.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import Any, NamedTuple

from assay.intake.collection import collection_held_back
from assay.intake.tables.cell import Cell, Fault, Number
from assay.intake.tables.delimited import decode_table
from assay.intake.tables.json_records import parse_json
from assay.intake.tables.markdown_tables import parse_markdown
from assay.intake.tables.table import Area, Row, Table, Trouble
from assay.intake.tables.workbook import parse_workbook
from assay.intake.unreadable import UnreadableFileError

_UNFOLLOWED = "an answer of the reader that cannot be followed"


class Form(Enum):
    """The forms of tables that a parser reads."""

    WORKBOOK = auto()
    JSON = auto()
    JSON_LINES = auto()
    MARKDOWN = auto()


class Unpacked(NamedTuple):
    """The tables of a file, and what was decided to come by them."""

    tables: list[Table]
    remarks: list[str]


def describe_tables(task: tuple[Form, bytes]) -> dict[str, Any]:
    """Return the tables of a file, or why it is refused, as JSON can hold it."""
    try:
        with collection_held_back():
            tables, remarks = _parse(*task)
            return {"sheets": [_pack_table(table) for table in tables], "remarks": remarks}
    except UnreadableFileError as refusal:
        return {"found": refusal.found, "expected": refusal.expected, "line": refusal.line}


def _parse(form: Form, content: bytes) -> Unpacked:
    if form is Form.WORKBOOK:
        return Unpacked(parse_workbook(content), [])
    text, guessed = decode_table(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    remarks = [guessed] if guessed else []
    if form is Form.MARKDOWN:
        return Unpacked(parse_markdown(text), remarks)
    return Unpacked(parse_json(text, by_lines=form is Form.JSON_LINES), remarks)


def unpack_tables(answer: Any) -> Unpacked:  # noqa: ANN401 - that is what is found out here
    """Return the tables that an answer describes, or raise its refusal."""
    try:
        with collection_held_back():
            return _unpack(answer)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, InvalidOperation) as error:
        raise UnreadableFileError(_UNFOLLOWED, "a sound file") from error


def _unpack(answer: Any) -> Unpacked:  # noqa: ANN401 - as above
    if "found" in answer:
        line = int(answer.get("line", 0))
        raise UnreadableFileError(str(answer["found"]), str(answer["expected"]), line=line)
    tables = [_unpack_table(sheet) for sheet in answer["sheets"]]
    return Unpacked(tables, [str(says) for says in answer["remarks"]])


def _pack_table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "hidden": table.hidden,
        "merged": list(table.merged),
        "broken": [[number, *trouble] for number, trouble in table.broken.items()],
        "too_wide": table.too_wide,
        "of_records": table.of_records,
        "counted_as": table.counted_as,
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
    return Table(
        rows,
        str(sheet["sheet"]),
        hidden=bool(sheet["hidden"]),
        merged=merged,
        broken={
            int(number): Trouble(str(found), str(expected))
            for number, found, expected in sheet["broken"]
        },
        too_wide=str(sheet["too_wide"]),
        of_records=bool(sheet["of_records"]),
        counted_as=str(sheet["counted_as"]),
    )


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
