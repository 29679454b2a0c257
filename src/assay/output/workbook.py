"""Writes some columns of a register as a workbook: days as days, numbers as numbers.

Text stays text, whatever it begins with, so nothing in it is run as a formula;
the same items give the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assay.domain.cell_text import join_list
from assay.domain.item import Item, references

_LONGEST_NAME = 31
_LONGEST_CELL = 32_767
_CUT = " [cut: a cell of a workbook takes no more]"
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks know no time zones


def render_workbook(items: Iterable[Item], names: Sequence[str], title: str) -> bytes:
    """Return some columns of a register as an XLSX file."""
    packed = BytesIO()
    book = xlsxwriter.Workbook(
        packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "created": _EPOCH})
    bold = book.add_format({"bold": True})
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(title[:_LONGEST_NAME].replace("/", " "))
    page.write_row(0, 0, [name.replace("_", " ") for name in names], bold)
    last = 0
    for row, item in enumerate(items, start=1):
        keys = references(type(item))
        for column, name in enumerate(names):
            _write(page, row, column, getattr(item, name), days, of_keys=name in keys)
        last = row
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(last, 1), len(names) - 1)
    book.close()
    return packed.getvalue()


def _write(
    page: Worksheet, row: int, column: int, value: object, days: Format, *, of_keys: bool
) -> None:
    match value:
        case None | "" | ():
            return
        case bool():
            page.write_string(row, column, "yes" if value else "no")
        case int() | Decimal():
            page.write_number(row, column, value)
        case datetime():
            page.write_string(row, column, value.isoformat())
        case date():
            page.write_datetime(row, column, value, days)
        case tuple():
            page.write_string(row, column, _fit(_list(value, of_keys=of_keys)))
        case _:
            page.write_string(row, column, _fit(str(value)))


def _fit(text: str) -> str:
    """Return a text as long as a cell takes; where it is cut, the cell says so."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(_CUT)] + _CUT


def _list(values: tuple[object, ...], *, of_keys: bool) -> str:
    if isinstance(values[0], StrEnum):
        return "; ".join(map(str, values))
    return join_list(tuple(map(str, values)), of_keys=of_keys)
