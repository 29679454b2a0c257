"""Says what a noun has against the values of a row, in the words of an unreadable cell."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from assay.domain.item import Item
from assay.domain.problem import Place, Problem
from assay.intake.registers.field import Field, Kind, fields_of
from assay.intake.tables.cell import Cell, quote

_EXPECTED: Final = {
    Kind.TEXT: "a text",
    Kind.WHOLE_NUMBER: "a whole number such as 12",
    Kind.NUMBER: "a number such as 12.5",
    Kind.YES_OR_NO: "yes or no",
    Kind.DAY: "a date such as 2026-01-31",
    Kind.MOMENT: "a date and time with its time zone, such as 2026-01-31T09:30:00+01:00",
}


def expected_of(field: Field) -> str:
    """Return what a field takes, where nothing is said."""
    if field.choices is not None:
        return " or ".join(field.choices)
    return "a key" if field.is_key else _EXPECTED[field.kind]


def complaints(
    error: ValidationError,
    kind: type[Item],
    place: Place,
    cells: Mapping[str, tuple[str, Cell]],
    key: str,
) -> Iterator[Problem]:
    """Yield each thing that a noun does not take; ``cells`` are headings and cells by field."""
    for each in error.errors(include_url=False, include_input=False):
        name = str(each["loc"][0]) if each["loc"] else ""
        expected = _expected(each, kind, name)
        if name in cells:
            heading, cell = cells[name]
            here = Place(place.file, place.sheet, place.row, heading)
            yield Problem(here, quote(cell), expected)
        elif name == "key" and kind.key_from:
            named = ", ".join(part.replace("_", " ") for part in kind.key_from)
            yield Problem(place, "no key", f"a key, or what it is made of: {named}")
        else:
            yield Problem(place, f"'{key}'" if key else "this row", expected)


def _expected(error: Mapping[str, Any], kind: type[Item], name: str) -> str:
    field = fields_of(kind).get(name)
    if field is not None and error["type"] in {"missing", "string_too_short"}:
        return expected_of(field)
    said = str(error["msg"])
    for start in ("Value error, ", "Input should be "):
        said = said.removeprefix(start)
    return said.rstrip(".")
