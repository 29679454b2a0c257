"""Reads a register as somebody keeps it into items of a noun.

Everything that cannot be read is gathered and said at once, and every row under
the headings is accounted for: it is an item, or it is among the skipped ones
with the reason.  A row with one unreadable cell is no item, for half an item
would be believed.

Many files at once go through ``read_tables`` first, so that their workbooks
share one process, and then one by one through ``parse_register``.
"""

from collections.abc import Mapping
from datetime import tzinfo

from assay.domain.item import AnyItem, Item
from assay.domain.problem import Place, Problem
from assay.domain.reading import RegisterReading
from assay.intake.collection import collection_held_back
from assay.intake.registers.choose import choose_table
from assay.intake.registers.items import read_items
from assay.intake.tables.read import Tables, read_tables
from assay.intake.unreadable import UnreadableFileError


def read_register(
    name: str,
    content: bytes,
    kind: type[AnyItem],
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str = "",
    zone: tzinfo | None = None,
) -> RegisterReading[AnyItem]:
    """Return what a file says of one register.

    ``columns`` maps headings to fields and wins over every match; a heading
    mapped to "" is left out.  ``zone`` is the time zone of times without one.
    """
    (tables,) = read_tables([(name, content)])
    if isinstance(tables, Problem):
        return RegisterReading(name, problems=(tables,))
    return parse_register(tables, kind, columns=columns, sheet=sheet, zone=zone)


def parse_register(
    tables: Tables,
    kind: type[AnyItem],
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str = "",
    zone: tzinfo | None = None,
) -> RegisterReading[AnyItem]:
    """Return what the tables of one file say of one register."""
    with collection_held_back():
        return _parse(tables, kind, columns or {}, sheet, zone)


def _parse(
    tables: Tables,
    kind: type[AnyItem],
    asked_for: Mapping[str, str],
    sheet: str,
    zone: tzinfo | None,
) -> RegisterReading[AnyItem]:
    try:
        choice = choose_table(tables, kind, asked_for, sheet)
    except UnreadableFileError as refusal:
        return RegisterReading(tables.file, problems=(refusal.problem(tables.file),))
    choice.problems[:0] = _wrong_wishes(tables.file, kind, asked_for)
    if choice.table is None or choice.header is None:
        return RegisterReading(
            tables.file, problems=tuple(choice.problems), remarks=tuple(choice.remarks)
        )
    return read_items(tables.file, choice.table, choice.header, choice, kind, asked_for, zone)


def _wrong_wishes(file: str, kind: type[Item], asked_for: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(Place(file), f"a mapping of '{heading}' to '{field}'", "a field's name")
        for heading, field in asked_for.items()
        if field and field not in kind.model_fields
    ]
