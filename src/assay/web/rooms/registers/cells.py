"""How one field of an item reads on a page, and how a column of it is put in order."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from assay.domain.item import Item, column_names, references, registers
from assay.intake.registers.complaints import expected_of
from assay.intake.registers.field import Kind, fields_of

_DIGITS: Final = re.compile(r"(\d+)")
_LAST: Final = (1,)

MOST_CHOICES: Final = 80
"""A column with more different values than this is filtered by what they contain."""


def shown(value: object) -> str:
    """Return a value as a cell of a page shows it; nothing where nothing was said."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(map(str, value))
        case datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case _:
            return str(value)


def place_in_order(value: object) -> tuple[Any, ...]:
    """Return what puts a value among the others of its column; what is not said comes last."""
    if value is None or value in {"", ()}:
        return _LAST
    if isinstance(value, bool | int):
        return (0, int(value))
    if isinstance(value, datetime):
        return (0, value)
    if isinstance(value, date):
        return (0, value.isoformat())
    text = shown(value) if isinstance(value, str | tuple) else None
    return (0, value) if text is None else (0, natural(text))


def natural(text: str) -> tuple[Any, ...]:
    """Return what puts R-2 before R-10."""
    parts = _DIGITS.split(text.casefold())
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))


@cache
def title_of(name: str) -> str:
    """Return what a page calls a field."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


@cache
def reading_order(kind: type[Item]) -> tuple[str, ...]:
    """Return the fields as people read them: the site, which every noun has, comes last."""
    return (*(name for name in kind.model_fields if name != "site"), "site")


@cache
def meaning_of(kind: type[Item], name: str) -> str:
    """Return what a field takes, and under which other headings it is read."""
    field = fields_of(kind)[name]
    target = references(kind).get(name)
    if target:
        says = f"{'Keys' if field.is_list else 'The key'} of {registers()[target].heading()}"
    elif field.kind is Kind.TEXT:
        says = "Texts" if field.is_list else "What it is called here" if field.is_key else "Text"
    else:
        expected = expected_of(field)
        says = f"{expected[:1].upper()}{expected[1:]}"
        says = f"{says}; several may stand" if field.is_list else says
    _, *others = column_names(kind)[name]
    return f"{says}. Also read from: {', '.join(others)}." if others else f"{says}."
