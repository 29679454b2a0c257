"""Workbooks and JSON, which intake takes apart within limits, as an export to be frozen.

Which sheet, and which row of it holds the headings, is told by the columns of
the family.  A cell that has no value though something stands in it, and a row
over which cells are merged, are listed and never taken for blank.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

import duckdb

from assay.domain.problem import Place, Problem
from assay.domain.record_family import ColumnType, RecordFamily
from assay.domain.record_source import RecordSource
from assay.engine.headings import MappedColumn, named_columns
from assay.engine.mapping_proposal import SAMPLE
from assay.engine.numbered_rows import NumberedRows
from assay.engine.refusal import RefusedRecordsError
from assay.intake.tables.cell import Cell, Fault, Number, is_blank, show
from assay.intake.tables.read import ParsedFile, read_tables
from assay.intake.tables.table import Row, Table

_ROWS_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, with the place of its headings."""

    name: str
    sha256: str
    size: int
    table: Table
    heading_row: int
    scratch: Path
    usual: ClassVar[Mapping[str, str]] = {}

    @property
    def sample(self) -> Sequence[Sequence[str]]:
        """Return the first rows below the headings."""
        first = self.heading_row + 1
        return [_texts(row) for row in self.table.rows[first : first + SAMPLE]]

    @property
    def headings(self) -> tuple[str, ...]:
        """Return what stands in the row of headings."""
        if not self.table.rows:
            return ()
        return tuple(show(cell) for cell in self.table.rows[self.heading_row].cells)

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Take every row below the headings."""
        merged = _rows_merged(self.table)
        with NumberedRows(self.scratch) as rows:
            for row in self.table.rows[self.heading_row + 1 :]:
                if row.number in self.table.broken:
                    rows.refuse(row.number, *self.table.broken[row.number])
                elif row.number in merged:
                    rows.refuse(row.number, merged[row.number], "a value in each cell")
                else:
                    _take(row, columns, rows)
        rows.stage(connection, columns)


def open_parsed(path: Path, source: RecordSource, family: RecordFamily, scratch: Path) -> Sheet:
    """Have intake take a file apart, and choose the sheet that holds the records."""
    content = path.read_bytes()
    (tables,) = read_tables([(source.file, content)])
    if isinstance(tables, Problem):
        raise RefusedRecordsError(tables.place, tables.found, tables.expected)
    if not isinstance(tables, ParsedFile):
        raise RefusedRecordsError(Place(source.place), "text without objects", "JSON")
    table, heading_row = _choose(tables.sheets, source, family)
    digest = hashlib.sha256(content).hexdigest()
    return Sheet(source.place, digest, len(content), table, heading_row, scratch)


def _choose(
    sheets: Sequence[Table], source: RecordSource, family: RecordFamily
) -> tuple[Table, int]:
    asked = _asked_for(sheets, source)
    ranked = [(table, *_find_headings(table, source, family)) for table in asked if table.rows]
    if not ranked:
        raise RefusedRecordsError(Place(source.place), "nothing in it", "a row of headings")
    most = max(fit for _, _, fit in ranked)
    best = [(table, row) for table, row, fit in ranked if fit == most]
    if len(best) > 1 and most:
        names = " and ".join(repr(table.sheet) for table, _ in best)
        raise RefusedRecordsError(
            Place(source.place),
            f"the sheets {names} hold the same columns of {family.name}",
            "one of them, or a source that names its sheet as its table",
        )
    return best[0]


def _asked_for(sheets: Sequence[Table], source: RecordSource) -> Sequence[Table]:
    if not source.table:
        return [sheet for sheet in sheets if not sheet.hidden]
    named = [sheet for sheet in sheets if sheet.sheet.casefold() == source.table.casefold()]
    if not named:
        raise RefusedRecordsError(
            Place(source.place),
            f"no sheet is called {source.table!r}",
            " or ".join(repr(sheet.sheet) for sheet in sheets),
        )
    return named


def _find_headings(table: Table, source: RecordSource, family: RecordFamily) -> tuple[int, int]:
    """Return the row with most columns of the family among the first ones, and how many."""
    if table.of_records:
        return 0, len(named_columns(_texts(table.rows[0]), family, source.mapping))
    fits = [
        len(named_columns(_texts(row), family, source.mapping))
        for row in table.rows[:_ROWS_LOOKED_AT]
    ]
    return fits.index(max(fits)), max(fits)


def _texts(row: Row) -> list[str]:
    return [show(cell) for cell in row.cells]


def _take(row: Row, columns: Sequence[MappedColumn], rows: NumberedRows) -> None:
    faults = [(place, cell) for place, cell in enumerate(row.cells) if isinstance(cell, Fault)]
    for place, fault in faults:
        heading = columns[place].heading if place < len(columns) else ""
        rows.refuse(row.number, fault.found, fault.expected, heading)
    if faults:
        return
    if any(not is_blank(cell) for cell in row.cells[len(columns) :]):
        rows.refuse(row.number, "too many columns", f"{len(columns)} cells, as many as headings")
        return
    cells = [_text(cell, column.type) for cell, column in zip(row.cells, columns, strict=False)]
    rows.add(row.number, cells + [""] * (len(columns) - len(cells)))


def _text(cell: Cell, kind: ColumnType) -> str:
    match cell:
        case str():
            return cell
        case Number():
            # 7 shown as 0007 is a key, and as a quantity it is seven.
            return f"{cell.value:f}" if kind is ColumnType.NUMBER else cell.shown
        case datetime():
            return cell.isoformat(sep=" ")
        case bool():
            return "true" if cell else "false"
        case _:
            return show(cell)


def _rows_merged(table: Table) -> Mapping[int, str]:
    """Return the rows that a merged area reaches over, and in which words."""
    told: dict[int, str] = {}
    filled = {row.number for row in table.rows}
    for area in table.merged:
        reach = range(area.first_row, area.last_row + 1)
        what = f"cells merged over rows {reach[0]} to {reach[-1]}"
        if len(reach) == 1:
            what = "cells merged into one"
        told |= dict.fromkeys(filled.intersection(reach), what)
    return told
