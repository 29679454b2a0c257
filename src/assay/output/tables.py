"""Writes a register as CSV, the same bytes for the same items, to be read back as they are.

UTF-8 without a mark, commas, line feeds, the names of the fields as headings.
Columns that no item uses are left out, and blanks mean that nothing was said.
What a spreadsheet or our own reader would take for something else is marked
(``assay.domain.cell_text``).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from assay.domain.cell_text import PLACEHOLDERS, join_list, mark_key, mark_text
from assay.domain.item import Item, references

_NEEDS_QUOTES: Final = re.compile('[",\r\n]|^\\s|\\s$')


def render_register(items: Iterable[Item], kind: type[Item]) -> bytes:
    """Return the register as a file holds it; with no items, the headings of every field."""
    listed = tuple(items)
    return render_columns(listed, _used_fields(listed, kind))


def render_columns(items: Iterable[Item], names: Sequence[str]) -> bytes:
    """Return some columns of a register as a file holds them; the key is one of them."""
    lines = [",".join(names)]
    lines += (",".join(map(_quote, _cells(item, names))) for item in items)
    return "".join(f"{line}\n" for line in lines).encode()


def _used_fields(items: Sequence[Item], kind: type[Item]) -> list[str]:
    return [
        name
        for name, info in kind.model_fields.items()
        if not items
        or name == "key"
        or info.is_required()
        or any(getattr(item, name) != info.default for item in items)
    ]


def _cells(item: Item, names: Sequence[str]) -> list[str]:
    keys = references(type(item))
    cells = [_cell(getattr(item, name), holds_keys=name in keys) for name in names]
    at = names.index("key")
    cells[at] = mark_key(item.key, stands_alone=not any(cells[:at] + cells[at + 1 :]))
    return cells


def _cell(value: object, *, holds_keys: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return _list(value, holds_keys=holds_keys)
        case date():
            return value.isoformat()
        case str() if not isinstance(value, StrEnum):
            return mark_text(value, PLACEHOLDERS if holds_keys else frozenset())
        case _:
            return str(value)


def _list(values: tuple[object, ...], *, holds_keys: bool) -> str:
    if values and isinstance(values[0], StrEnum):
        return "; ".join(map(str, values))
    return mark_text(join_list(tuple(map(str, values)), of_keys=holds_keys), PLACEHOLDERS)


def _quote(cell: str) -> str:
    if not _NEEDS_QUOTES.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'
