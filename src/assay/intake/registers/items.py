"""Puts together what a chosen table says: its items, and an account of everything else."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Final

from assay.domain.item import AnyItem
from assay.domain.problem import Place, Problem
from assay.domain.reading import RegisterReading, Remark
from assay.intake.registers.choose import Choice
from assay.intake.registers.column import Circumstances, read_column
from assay.intake.registers.column_problems import column_problems, lacks_required
from assay.intake.registers.damage import find_damage
from assay.intake.registers.data_rows import (
    columns_of,
    describe_titles,
    fill_merged,
    rows_below,
    without_heading,
)
from assay.intake.registers.field import fields_of, key_instead
from assay.intake.registers.header import Header
from assay.intake.registers.row_kinds import Layout, layout_of, sort_records, sort_rows
from assay.intake.registers.row_reader import RowReader, Sheet
from assay.intake.tables.cell import is_blank
from assay.intake.tables.table import Row, Table

_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def read_items(
    file: str,
    table: Table,
    header: Header,
    choice: Choice,
    kind: type[AnyItem],
    asked_for: Mapping[str, str],
    zone: tzinfo | None,
) -> RegisterReading[AnyItem]:
    """Return everything that the chosen table says."""
    place = Place(file, table.sheet)
    rows = rows_below(table, header.last_line)
    sheet, merged = _take_apart(table, header, rows, place, choice, kind, zone)
    reader = RowReader(sheet)
    if table.of_records:
        reader.read_all(sort_records(rows, sheet.broken.keys()))
    else:
        reader.read_all(sort_rows(rows, _layout(sheet, table)))
    damage = find_damage(sheet.cells, rows, sheet.mapping, place)
    known = {heading.column for heading in header.headings}
    unmapped = [heading.texts[0] for heading in header.mapped.unmapped]
    return RegisterReading(
        file=file,
        sheet=table.sheet,
        header_row=header.last_line,
        mapping=tuple(sheet.mapping.values()),
        unmapped=(*unmapped, *without_heading(rows, known)),
        rows_in=len(rows),
        items=tuple(reader.items),
        rows=tuple(reader.rows),
        skipped=tuple(reader.skipped),
        problems=(
            *choice.problems,
            *column_problems(header, kind, place, asked_for),
            *_merge_by_row(reader.problems, damage.problems),
        ),
        remarks=(
            *choice.remarks,
            *_remarks_on_table(table, header, place, choice.separator),
            *_remarks_on_keys(sheet),
            *_remarks_on_columns(sheet, merged),
            *damage.remarks,
        ),
    )


def _merge_by_row(problems: Sequence[Problem], damaged: Sequence[Problem]) -> list[Problem]:
    """Return the problems from the top row down, each cell named once."""
    named = {problem.place for problem in problems}
    others = [problem for problem in damaged if problem.place not in named]
    return sorted([*problems, *others], key=_row_of)


def _row_of(problem: Problem) -> int:
    return problem.place.row


def _take_apart(
    table: Table,
    header: Header,
    rows: Sequence[Row],
    place: Place,
    choice: Choice,
    kind: type[AnyItem],
    zone: tzinfo | None,
) -> tuple[Sheet[AnyItem], set[int]]:
    """Return the rows in the columns that fields are read from, and which of those were merged."""
    mapping = dict(sorted(header.mapped.columns.items()))
    cells = columns_of(rows, mapping)
    merged = fill_merged(cells, rows, table.merged, header.last_line)
    circumstances = Circumstances(zone, comma_is_usual=choice.separator == ";")
    numbers = [row.number for row in rows]
    fields = fields_of(kind)
    columns = {
        column: read_column(cells[column], numbers, fields[mapped.field], circumstances)
        for column, mapped in mapping.items()
    }
    broken = dict(_broken_rows(table, header, rows, place))
    sheet = Sheet(
        kind, place, rows, mapping, cells, columns, broken, not lacks_required(header, kind)
    )
    return sheet, merged


def _layout(sheet: Sheet[AnyItem], table: Table) -> Layout:
    fields = fields_of(sheet.kind)
    headings = {column: mapped.heading for column, mapped in sheet.mapping.items()}
    columns = {mapped.field: column for column, mapped in sheet.mapping.items()}
    key = columns.pop("key", None)
    required = {column for name, column in columns.items() if fields[name].is_required}
    instead = next((columns[name] for name in key_instead(sheet.kind) if name in columns), None)
    return layout_of(
        headings,
        instead if key is None else key,
        keys_look_alike=key is not None,
        required=required,
        merged=table.merged,
    )


def _broken_rows(
    table: Table, header: Header, rows: Sequence[Row], place: Place
) -> Iterator[tuple[int, Problem]]:
    """Yield the rows whose cells cannot be told apart."""
    lines = range(header.first_line, header.last_line + 1)
    width = max(len(row.cells) for row in table.rows if row.number in lines)
    for row in rows:
        here = Place(place.file, place.sheet, row.number)
        if why := table.broken.get(row.number):
            yield row.number, Problem(here, *why)
        elif table.too_wide and not all(map(is_blank, row.cells[width:])):
            found = f"{len(row.cells)} cells under {width} headings"
            yield row.number, Problem(here, found, table.too_wide)


def _remarks_on_table(
    table: Table, header: Header, place: Place, separator: str
) -> Iterator[Remark]:
    if separator in _SEPARATORS:
        yield Remark(place, f"columns are separated by {_SEPARATORS[separator]}")
    if table.counted_as:
        yield Remark(place, f"rows are counted as {table.counted_as}")
    if titles := describe_titles(table, header.first_line):
        yield Remark(place, titles)


def _remarks_on_keys(sheet: Sheet[AnyItem]) -> Iterator[Remark]:
    mapped = {each.field: each for each in sheet.mapping.values()}
    for name in key_instead(sheet.kind):
        if "key" not in mapped and name in mapped:
            here = Place(sheet.place.file, sheet.place.sheet, 0, mapped[name].heading)
            yield Remark(here, f"no column holds keys, so each row goes by its {name}")


def _remarks_on_columns(sheet: Sheet[AnyItem], merged: set[int]) -> Iterator[Remark]:
    for column, mapped in sheet.mapping.items():
        here = Place(sheet.place.file, sheet.place.sheet, 0, mapped.heading)
        if column in merged:
            yield Remark(here, "merged cells are read in each of their rows")
        for says in sheet.columns[column].remarks:
            yield Remark(here, says)
