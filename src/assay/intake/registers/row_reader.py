"""Makes an item of one row, or says everything that keeps it from being one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from pydantic import ValidationError

from assay.domain.item import AnyItem
from assay.domain.problem import Place, Problem
from assay.domain.reading import MappedColumn, SkippedBecause, SkippedRow
from assay.intake.registers.column import Column
from assay.intake.registers.complaints import complaints
from assay.intake.registers.data_rows import shorten
from assay.intake.registers.field import fields_of, key_instead
from assay.intake.registers.value import NOTHING, Unreadable, Value
from assay.intake.tables.cell import Cell, quote
from assay.intake.tables.table import Row


@dataclass(frozen=True, slots=True)
class Sheet(Generic[AnyItem]):
    """The rows of one register, taken apart into the columns that fields are read from."""

    kind: type[AnyItem]
    place: Place
    rows: Sequence[Row]
    mapping: Mapping[int, MappedColumn]
    cells: Mapping[int, Sequence[Cell]]
    columns: Mapping[int, Column]
    broken: Mapping[int, Problem]  # rows that could not be taken apart, by number
    has_all_columns: bool


@dataclass(slots=True)
class RowReader(Generic[AnyItem]):
    """Reads the rows of a sheet from the top down, and keeps what came of each."""

    sheet: Sheet[AnyItem]
    items: list[AnyItem] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _first_row_of: dict[str, int] = field(default_factory=dict)
    _with_unreadable: list[tuple[int, MappedColumn]] = field(init=False)

    def __post_init__(self) -> None:
        """Find the columns that have to be looked at in every row: mostly none."""
        self._with_unreadable = [
            (column, mapped)
            for column, mapped in self.sheet.mapping.items()
            if any(isinstance(value, Unreadable) for value in self.sheet.columns[column].values)
        ]

    def read_all(self, reasons: Sequence[SkippedBecause | None]) -> None:
        """Read every row that has no reason to be skipped."""
        sheet = self.sheet
        names = [mapped.field for mapped in sheet.mapping.values()]
        # A required text may be empty where the noun allows it; nothing said is then said so.
        empty: dict[str, Value] = {
            name: ""
            for name, each in fields_of(sheet.kind).items()
            if each.is_required and (each.may_be_empty or (each.is_key and name in names))
        }
        instead = () if "key" in names else key_instead(sheet.kind)
        values = zip(*(column.values for column in sheet.columns.values()), strict=True)
        for index, (reason, row) in enumerate(zip(reasons, values, strict=True)):
            if reason is not None:
                self._skip(index, reason)
                continue
            said = {
                name: value for name, value in zip(names, row, strict=True) if value is not NOTHING
            }
            for name in instead:
                said["key"] = said.get(name, "")
            self._read(index, {**empty, **said})

    def _read(self, index: int, said: dict[str, Value]) -> None:
        row = self.sheet.rows[index]
        problems = self._unreadable(index, said)
        if row.number in self.sheet.broken:
            problems.insert(0, self.sheet.broken[row.number])
        item = self._item(index, said, problems) if row.cells or not problems else None
        key = item.key if item is not None else str(said.get("key", ""))
        first = self._first_row_of.setdefault(key, row.number) if key else row.number
        is_double = first != row.number
        if is_double:
            problems.insert(0, self._double_key(index, key, first))
        self.problems += problems
        if item is not None and not problems:
            self.items.append(item)
            self.rows.append(row.number)
        else:
            only_double = is_double and len(problems) == 1
            self._skip(
                index,
                SkippedBecause.DUPLICATE_KEY if only_double else SkippedBecause.UNREADABLE,
            )

    def _skip(self, index: int, reason: SkippedBecause) -> None:
        row = self.sheet.rows[index]
        self.skipped.append(SkippedRow(row.number, reason, shorten(row)))

    def _unreadable(self, index: int, said: dict[str, Value]) -> list[Problem]:
        """Take out what cannot be read, and return it as problems."""
        problems = []
        for column, mapped in self._with_unreadable:
            value = said.get(mapped.field)
            if isinstance(value, Unreadable):
                del said[mapped.field]
                found = quote(self.sheet.cells[column][index])
                problems.append(Problem(self._place(index, mapped), found, value.expected))
        return problems

    def _item(self, index: int, said: dict[str, Value], problems: list[Problem]) -> AnyItem | None:
        """Return the item, or add what the noun has against it."""
        if not self.sheet.has_all_columns:
            return None
        try:
            return self.sheet.kind.model_validate(said)
        except ValidationError as error:
            unread = {problem.place.column for problem in problems}
            problems += (
                problem
                for problem in complaints(
                    error,
                    self.sheet.kind,
                    self._place(index),
                    self._cells_by_field(index),
                    str(said.get("key", "")),
                )
                if problem.place.column not in unread
            )
            return None

    def _double_key(self, index: int, key: str, first: int) -> Problem:
        mapped = next((each for each in self.sheet.mapping.values() if each.field == "key"), None)
        return Problem(
            self._place(index, mapped),
            f"'{key}', which row {first} has already",
            "a key of its own",
        )

    def _cells_by_field(self, index: int) -> dict[str, tuple[str, Cell]]:
        return {
            mapped.field: (mapped.heading, self.sheet.cells[column][index])
            for column, mapped in self.sheet.mapping.items()
        }

    def _place(self, index: int, mapped: MappedColumn | None = None) -> Place:
        place = self.sheet.place
        heading = mapped.heading if mapped is not None else ""
        return Place(place.file, place.sheet, self.sheet.rows[index].number, heading)
