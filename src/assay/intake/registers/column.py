"""Reads one column of cells into the values of one field.

A column is read as a whole, because its cells explain one another, and because
the same few texts come again and again: each is read once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final, NamedTuple, Protocol

from assay.domain.cell_text import PLACEHOLDERS, split_list, unmark_key, unmark_text
from assay.intake.registers.choices import ChoiceReader, YesNoReader
from assay.intake.registers.dates import DayReader, MomentReader
from assay.intake.registers.field import Field, Kind
from assay.intake.registers.numbers import NumberReader
from assay.intake.registers.value import NOTHING, Unreadable, Value
from assay.intake.tables.cell import Cell, Fault, Number, show

_LONGEST_REMEMBERED: Final = 200


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the file that its cells do not say."""

    zone: tzinfo | None = None
    comma_is_usual: bool = False


class Column(NamedTuple):
    """The values of one column, row by row, and what was decided to come by them."""

    values: Sequence[Value]
    remarks: Sequence[str]


class _Reader(Protocol):
    def read(self, cell: Cell) -> Value: ...

    def remarks(self) -> Iterable[str]: ...


def read_column(
    cells: Sequence[Cell], rows: Sequence[int], field: Field, circumstances: Circumstances
) -> Column:
    """Return what the cells of a column mean for a field."""
    if field.kind is Kind.TEXT:
        reader: _Reader = _TextReader(field)
    else:
        reader = _ScalarReader(field, _first_rows(cells, rows, field), circumstances)
    takes_elements = field.is_list and field.kind is not Kind.TEXT
    values = _read_all(cells, _each_of(reader, field) if takes_elements else reader.read)
    return Column(values, tuple(reader.remarks()))


def _read_all(cells: Sequence[Cell], read: Callable[[Cell], Value]) -> list[Value]:
    known: dict[Cell, Value] = {"": NOTHING}
    values: list[Value] = []
    for cell in cells:
        # True and 1, a day and its midnight are equal to a dictionary, so only text is remembered.
        if type(cell) is not str:
            values.append(Unreadable(cell.expected) if isinstance(cell, Fault) else read(cell))
        elif cell in known:
            values.append(known[cell])
        else:
            value = read(cell)
            if len(cell) <= _LONGEST_REMEMBERED:
                known[cell] = value
            values.append(value)
    return values


def _first_rows(cells: Sequence[Cell], rows: Sequence[int], field: Field) -> Mapping[str, int]:
    """Return the different texts of a column, and the row in which each stands first."""
    first: dict[str, int] = {}
    for cell, row in zip(cells, rows, strict=True):
        if type(cell) is str and cell not in first:
            first[cell] = row
    parts = split_list if field.is_list else _as_one
    return {part.strip(): row for text, row in first.items() for part in parts(text, of_keys=False)}


def _as_one(text: str, *, of_keys: bool) -> tuple[str, ...]:  # noqa: ARG001 - stands in for split_list
    return (text,)


class _ScalarReader:
    """Reads cells that are no text: what is no value may yet say that there is none."""

    def __init__(
        self, field: Field, texts: Mapping[str, int], circumstances: Circumstances
    ) -> None:
        self._reader = _reader_of(field, texts, circumstances)
        self._unsaid = ""

    def read(self, cell: Cell) -> Value:
        """Return the value in a cell."""
        if not isinstance(cell, str):
            return self._reader.read(cell)
        text = unmark_text(cell.strip())
        if not text:
            return NOTHING
        value = self._reader.read(text)
        if isinstance(value, Unreadable) and text.casefold() in PLACEHOLDERS:
            value = NOTHING
        if value is NOTHING:
            self._unsaid = self._unsaid or text
        return value

    def remarks(self) -> Iterable[str]:
        """Yield what was decided for the column."""
        if self._unsaid:
            yield f"'{self._unsaid}' is read as nothing said"
        yield from self._reader.remarks()


def _reader_of(field: Field, texts: Mapping[str, int], circumstances: Circumstances) -> _Reader:
    if field.choices is not None:
        return ChoiceReader(field.choices)
    match field.kind:
        case Kind.DAY:
            return DayReader(texts)
        case Kind.MOMENT:
            return MomentReader(texts, circumstances.zone)
        case Kind.YES_OR_NO:
            return YesNoReader()
        case _:
            return NumberReader(
                texts,
                name=field.name,
                whole=field.kind is Kind.WHOLE_NUMBER,
                comma_is_usual=circumstances.comma_is_usual,
            )


def _each_of(reader: _Reader, field: Field) -> Callable[[Cell], Value]:
    """Return a reader of lists whose elements the given one reads."""

    def read(cell: Cell) -> Value:
        parts: Sequence[Cell] = (
            split_list(cell.strip(), of_keys=field.kind is Kind.CHOICE)
            if isinstance(cell, str)
            else (cell,)
        )
        values = [reader.read(part) for part in parts]
        unreadable = next((value for value in values if isinstance(value, Unreadable)), None)
        if unreadable is not None:
            return unreadable
        said = tuple(value for value in values if value is not NOTHING)
        return said or NOTHING

    return read


class _TextReader:
    """Reads cells of text: as they stand, but for the mark and the ends of lines."""

    def __init__(self, field: Field) -> None:
        self._field = field
        # Where a key is meant, n/a is no key; in free text it is what somebody wrote.
        self._unsaid = PLACEHOLDERS if field.holds_keys or field.is_list else frozenset()
        self._taken_as_unsaid = ""

    def read(self, cell: Cell) -> Value:
        """Return the text in a cell, or the texts."""
        if isinstance(cell, Number) and cell.shown.endswith("%"):
            return self._read_text(cell.shown)
        return self._read_text(cell if isinstance(cell, str) else show(cell))

    def remarks(self) -> Iterable[str]:
        """Yield what was taken for nothing."""
        if self._taken_as_unsaid:
            yield f"'{self._taken_as_unsaid}' is read as nothing said"

    def _read_text(self, cell: str) -> Value:
        text = cell.strip()
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if self._field.is_key:
            return unmark_key(text) or NOTHING
        if self._unsaid and text.casefold() in self._unsaid:
            self._taken_as_unsaid = self._taken_as_unsaid or text
            return NOTHING
        text = unmark_text(text, self._unsaid)
        if self._field.is_list:
            return split_list(text, of_keys=self._field.holds_keys) or NOTHING
        return text or NOTHING
