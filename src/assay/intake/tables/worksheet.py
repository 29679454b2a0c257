"""Reads the cells of one worksheet, only those that are there.

A sheet may claim to be a million rows high, or hold one stray cell in its last
row.  So nothing here is as large as the sheet says: rows are kept by number,
and a row ends with its last filled cell.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Final, NamedTuple

from assay.intake.office_package import OfficePackage
from assay.intake.tables.cell import Cell, Fault
from assay.intake.tables.number_format import GENERAL, NumberFormat, format_number
from assay.intake.tables.table import Area, Row
from assay.intake.unreadable import UnreadableFileError
from assay.intake.xml_parts import Element, local_name

_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_MOST_CELLS: Final = 10_000_000
_MOST_AREAS: Final = 100_000
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE: Final = re.compile(r"\A\$?([A-Z]{1,3})\$?([0-9]{1,7})\Z")
_LONGEST_FORMULA: Final = 40
_NO_RESULT: Final = "a value (open and save the file once, so that results are stored)"


class Surroundings(NamedTuple):
    """What cells refer to outside their sheet."""

    texts: Sequence[str]
    formats: Sequence[NumberFormat]
    since_1904: bool


class Worksheet(NamedTuple):
    """What one sheet holds."""

    rows: list[Row]
    merged: list[Area]


def parse_worksheet(package: OfficePackage, path: str, surroundings: Surroundings) -> Worksheet:
    """Return the filled rows of one sheet, and what is merged in it."""
    found = Worksheet([], [])
    number = cells_in_all = 0
    for element in package.stream(path, "row", "mergeCell"):
        if local_name(element) == "mergeCell":
            _add_area(element.get("ref", ""), found.merged)
            continue
        number = _row_number(element, number)
        cells = _parse_row(element, surroundings)
        cells_in_all += len(cells)
        if cells_in_all > _MOST_CELLS:
            raise UnreadableFileError(
                f"a sheet of more than {_MOST_CELLS:,} cells", "a register in smaller parts"
            )
        if cells:
            found.rows.append(Row(number, cells))
    # Some writers do not keep their rows in order; readers of a sheet never notice.
    found.rows.sort(key=_by_number)
    return found


def parse_shared_texts(package: OfficePackage, path: str) -> list[str]:
    """Return the texts that cells refer to by number."""
    return [_text_of(element) for element in package.stream(path, "si")]


def _by_number(row: Row) -> int:
    return row.number


def _row_number(element: Element, previous: int) -> int:
    stated = element.get("r")
    number = previous + 1 if stated is None else int(stated) if stated.isdecimal() else 0
    if not 0 < number <= _LAST_ROW:
        raise UnreadableFileError(f"a row numbered {stated}", "rows that a spreadsheet has")
    return number


def _parse_row(row: Element, surroundings: Surroundings) -> list[Cell]:
    cells: list[Cell] = []
    at = -1
    for element in row:
        reference = element.get("r")
        at = at + 1 if reference is None else _column_index(reference.rstrip("0123456789"))
        cell = _parse_cell(element, surroundings)
        if isinstance(cell, str) and (not cell or cell.isspace()):
            continue
        if at >= len(cells):
            if at >= _LAST_COLUMN:
                raise UnreadableFileError("a cell beyond the last column", "a sound XLSX file")
            cells.extend([""] * (at + 1 - len(cells)))
        cells[at] = cell
    return cells


@cache
def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return _LAST_COLUMN
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1 if letters else _LAST_COLUMN


def _parse_cell(element: Element, surroundings: Surroundings) -> Cell:
    value = formula = inline = None
    for part in element:
        # The last letters of the tag, for a namespace stands before them; millions of times.
        match part.tag[-2:]:
            case "}v":
                value = part
            case "}f":
                formula = part
            case "is":
                inline = part
    kind = element.get("t", "n")
    if inline is not None:
        return _text_of(inline)
    raw = value.text or "" if value is not None else ""
    if not raw:
        # A formula may well result in an empty text, and then says that it is text.
        is_result = kind == "str" and value is not None
        return "" if formula is None or is_result else _without_result(formula)
    return _typed(raw, kind, element.get("s"), surroundings)


def _typed(raw: str, kind: str, style: str | None, surroundings: Surroundings) -> Cell:
    match kind:
        case "s":
            known = raw.isdecimal() and int(raw) < len(surroundings.texts)
            return surroundings.texts[int(raw)] if known else Fault("a lost text", "a text")
        case "str" | "inlineStr":
            return _unescape(raw)
        case "b":
            return raw not in {"0", "false"}
        case "e":
            return Fault(f"'{raw}'", "a value")
        case "d":
            return _iso_moment(raw)
        case _:
            form = _format_at(style, surroundings.formats)
            return format_number(raw, form, since_1904=surroundings.since_1904)


def _format_at(style: str | None, formats: Sequence[NumberFormat]) -> NumberFormat:
    if style is None or not style.isdecimal() or int(style) >= len(formats):
        return GENERAL
    return formats[int(style)]


def _iso_moment(raw: str) -> Cell:
    try:
        return datetime.fromisoformat(raw) if "T" in raw else date.fromisoformat(raw)
    except ValueError:
        return Fault(f"'{raw[:40]}' as a date", "a date such as 2026-01-31")


def _without_result(formula: Element) -> Fault:
    text = (formula.text or "")[:_LONGEST_FORMULA]
    return Fault(f"a formula without a stored result ('={text}')", _NO_RESULT)


def _text_of(element: Element) -> str:
    """Return the text of a string with its runs, without the reading aids beside it."""
    parts: list[str] = []
    for child in element:
        match local_name(child):
            case "t":
                parts.append(child.text or "")
            case "r":
                parts.extend(each.text or "" for each in child if local_name(each) == "t")
    return _unescape("".join(parts))


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _add_area(reference: str, merged: list[Area]) -> None:
    first, _, last = reference.partition(":")
    ends = [_REFERENCE.match(end) for end in (first, last or first)]
    if len(merged) >= _MOST_AREAS or not (ends[0] and ends[1]):
        return
    (left, top), (right, bottom) = ends[0].groups(), ends[1].groups()
    merged.append(Area(int(top), _column_index(left), int(bottom), _column_index(right)))
