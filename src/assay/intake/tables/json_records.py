"""Takes JSON apart into tables: an object is a row, its names are the headings.

A register in JSON is an array of objects; or an object that holds such arrays
by name, each of them a table; or one object a line (JSON lines).  Objects are
numbered from 1, lines as the editor numbers them, and the headings are row 0.

What a newcomer would get wrong: Python's own reader keeps the last of two
values of one name and takes NaN for a number.  Here both are named.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final, NamedTuple, TypeAlias

from assay.domain.cell_text import join_list
from assay.intake.tables.cell import Cell, Fault, Number, is_blank, quote, show
from assay.intake.tables.table import A_TABLE, Row, Table, Trouble
from assay.intake.unreadable import UnreadableFileError

_MOST_COLUMNS: Final = 1_000
_MOST_CELLS: Final = 20_000_000
_MOST_BROKEN_LINES: Final = 100
_LONGEST_NUMBER: Final = 1_000
_SHOWN: Final = 20
_OBJECTS: Final = "objects, one for each row"
_SINGLE: Final = "a single value or a list of them"


class _Object(NamedTuple):
    """An object as it is written: names may come twice."""

    pairs: list[tuple[str, Any]]


_Value: TypeAlias = str | bool | Number | Fault | _Object | list[Any] | None


def parse_json(text: str, *, by_lines: bool) -> list[Table]:
    """Return the tables of a JSON text; ``by_lines`` where its name says that it is JSON lines."""
    if by_lines or _is_written_by_lines(text):
        return [_table_of_lines(text)]
    try:
        value: _Value = _decoder().decode(text)
    except JSONDecodeError as error:
        raise UnreadableFileError(_where_it_ends(error), "JSON", line=error.lineno) from error
    except RecursionError as error:
        raise _too_deep() from error
    tables = _arrays_in(value)
    if not tables:
        raise UnreadableFileError(f"{_describe(value)} in JSON", f"an array of {_OBJECTS}")
    only_one = len(tables) == 1
    return [
        _table("" if only_one else name, enumerate(records, 1), "objects from 1 on")
        for name, records in tables.items()
    ]


def _arrays_in(value: _Value) -> Mapping[str, Sequence[_Value]]:
    if isinstance(value, list):
        return {"": value}
    if not isinstance(value, _Object):
        return {}
    found: dict[str, Sequence[_Value]] = {}
    for name, inner in value.pairs:
        if isinstance(inner, list) and any(isinstance(each, _Object) for each in inner):
            if name in found:
                raise UnreadableFileError(f"two arrays named '{name}'", "each name once")
            found[name] = inner
    return found


def _is_written_by_lines(text: str) -> bool:
    """Say whether the first line is an object of its own, with another line below."""
    first, _, rest = text.strip().partition("\n")
    if not first.startswith("{") or not rest:
        return False
    try:
        return isinstance(_decoder().decode(first), _Object)
    except (JSONDecodeError, RecursionError):
        return False


def _table_of_lines(text: str) -> Table:
    decoder = _decoder()
    broken: dict[int, Trouble] = {}
    records: list[tuple[int, _Value]] = []
    for number, line in enumerate(text.rstrip().split("\n"), 1):
        try:
            records.append((number, decoder.decode(line) if line.strip() else None))
        except JSONDecodeError as error:
            if len(broken) >= _MOST_BROKEN_LINES:
                raise UnreadableFileError(
                    f"more than {_MOST_BROKEN_LINES} lines that are no JSON", A_TABLE
                ) from error
            records.append((number, None))
            broken[number] = Trouble(_where_it_ends(error), "one object a line")
        except RecursionError as error:
            raise _too_deep() from error
    table = _table("", records, "lines of the file")
    return Table(
        table.rows, broken={**table.broken, **broken}, of_records=True, counted_as=table.counted_as
    )


def _table(sheet: str, records: Iterable[tuple[int, _Value]], counted_as: str) -> Table:
    columns: dict[str, int] = {}
    rows: list[Row] = []
    broken: dict[int, Trouble] = {}
    cells_in_all = 0
    for number, value in records:
        cells = _cells(value, columns) if isinstance(value, _Object) else []
        cells_in_all += len(cells)
        if cells_in_all > _MOST_CELLS:
            raise UnreadableFileError(
                f"a table of more than {_MOST_CELLS:,} cells", "a register in smaller parts"
            )
        if value is not None and not isinstance(value, _Object):
            broken[number] = Trouble(_describe(value), "an object")
        rows.append(Row(number, cells))
    headings = Row(0, list(columns))
    return Table([headings, *rows], sheet, broken=broken, of_records=True, counted_as=counted_as)


def _cells(record: _Object, columns: dict[str, int]) -> list[Cell]:
    """Return the values of an object in the columns of their names, new ones at the end."""
    cells: dict[int, Cell] = {}
    for name, value in record.pairs:
        column = columns.setdefault(name, len(columns))
        if len(columns) > _MOST_COLUMNS:
            raise UnreadableFileError(
                f"objects with more than {_MOST_COLUMNS:,} names", "objects of the same names"
            )
        cell = _cell(value)
        if column in cells:
            both = f"{quote(cells[column])} and {quote(cell)}"
            cell = Fault(f"two values of one name ({both})", "each name once in an object")
        cells[column] = cell
    width = max((column for column, cell in cells.items() if not is_blank(cell)), default=-1) + 1
    return [cells.get(column, "") for column in range(width)]


def _cell(value: _Value) -> Cell:
    match value:
        case None:
            return ""
        case _Object():
            return Fault(f"{_describe(value)} within the object", _SINGLE)
        case list():
            return _joined(value)
        case _:
            return value


def _joined(values: Sequence[_Value]) -> Cell:
    """Return the elements of a list as one cell holds them."""
    texts: list[str] = []
    for value in values:
        if isinstance(value, list | _Object):
            return Fault(f"a list with {_describe(value)} in it", _SINGLE)
        if isinstance(value, Fault):
            return value
        if value is not None:
            texts.append(show(value))
    only = values[0] if len(values) == 1 else None
    # A number in brackets is that number; a text may hold what divides texts.
    return only if isinstance(only, Number | bool) else join_list(tuple(texts), of_keys=True)


def _describe(value: _Value) -> str:
    match value:
        case None:
            return "null"
        case _Object():
            return "an object"
        case list():
            return "a list"
        case _:
            return quote(value)


def _decoder() -> JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=_Object,
        parse_float=_number,
        parse_int=_number,
        parse_constant=_no_number,
    )


def _number(text: str) -> Number | Fault:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return _no_number(text)
    if len(text) > _LONGEST_NUMBER or abs(value.adjusted()) > _LONGEST_NUMBER:
        return _no_number(text)
    return Number(value, text)


def _no_number(text: str) -> Fault:
    return Fault(quote(text), "a number that a register can hold")


def _where_it_ends(error: JSONDecodeError) -> str:
    rest = error.doc[error.pos : error.pos + _SHOWN].partition("\n")[0]
    return f"{quote(rest)} where JSON cannot go on" if rest.strip() else "an end within the JSON"


def _too_deep() -> UnreadableFileError:
    return UnreadableFileError("JSON nested too deeply", f"an array of {_OBJECTS}")
