"""Reads a register with some of its cells corrected by whoever hands it in.

The file stays as it was handed in: a correction names a row and a heading, as
the problem with the cell did, and is read in the place of what stands there.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo
from typing import TypeAlias

from assay.domain.item import AnyItem
from assay.domain.reading import RegisterReading
from assay.intake.collection import collection_held_back
from assay.intake.registers.choose import choose_table
from assay.intake.registers.header import Header
from assay.intake.registers.items import read_items
from assay.intake.registers.read import parse_register
from assay.intake.tables.read import Tables
from assay.intake.tables.table import Row, Table
from assay.intake.unreadable import UnreadableFileError

Corrections: TypeAlias = Mapping[tuple[int, str], str]
"""What is to be read in place of a cell, by its row and its heading."""


def parse_corrected_register(
    tables: Tables,
    kind: type[AnyItem],
    corrections: Corrections,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str = "",
    zone: tzinfo | None = None,
) -> RegisterReading[AnyItem]:
    """Return what the tables of a file say of a register once some cells are corrected."""
    if not corrections:
        return parse_register(tables, kind, columns=columns, sheet=sheet, zone=zone)
    asked_for = columns or {}
    with collection_held_back():
        try:
            choice = choose_table(tables, kind, asked_for, sheet)
        except UnreadableFileError as refusal:
            return RegisterReading(tables.file, problems=(refusal.problem(tables.file),))
        if choice.table is None or choice.header is None:
            return parse_register(tables, kind, columns=columns, sheet=sheet, zone=zone)
        table = _corrected(choice.table, choice.header, corrections)
        return read_items(tables.file, table, choice.header, choice, kind, asked_for, zone)


def _corrected(table: Table, header: Header, corrections: Corrections) -> Table:
    at = {mapped.heading: column for column, mapped in header.mapped.columns.items()}
    by_row: dict[int, dict[int, str]] = {}
    for (row, heading), text in corrections.items():
        if heading in at and row > header.last_line:
            by_row.setdefault(row, {})[at[heading]] = text
    rows = [_row(row, by_row.get(row.number, {})) for row in table.rows]
    return replace(table, rows=rows)


def _row(row: Row, texts: Mapping[int, str]) -> Row:
    if not texts:
        return row
    cells = list(row.cells)
    for column, text in texts.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text
    return Row(row.number, cells)
