"""JSON lines as an export: one object a line, and every line that is none listed.

Read a line at a time, so that a file may be of any length.  Rows are numbered
as the editor numbers lines.  Numbers stay the text that they are written as.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

import duckdb

from assay.domain.problem import Place
from assay.domain.record_family import RecordFamily
from assay.domain.record_source import RecordSource
from assay.engine.headings import MappedColumn, named_columns
from assay.engine.numbered_rows import NumberedRows
from assay.engine.refusal import RefusedRecordsError

_LONGEST_LINE: Final = 1 << 24
_MOST_COLUMNS: Final = 1_000
_SHOWN: Final = 20
_ONE_OBJECT: Final = "one object a line"
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class _BrokenRowError(ValueError):
    """A value that a row cannot have: what is there, what would do, and under which name."""

    def __init__(self, found: str, expected: str, field: str = "") -> None:
        super().__init__(found)
        self.told = (found, expected, field)


class _Object(NamedTuple):
    """An object as it is written: names may come twice."""

    pairs: list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A file that has been read through, with its rows written down."""

    name: str
    path: Path
    headings: tuple[str, ...]
    rows: NumberedRows
    usual: ClassVar[Mapping[str, str]] = {}

    @property
    def sha256(self) -> str:
        """Return the hash of the file."""
        with self.path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()

    @property
    def sample(self) -> Sequence[Sequence[str]]:
        """Return the first rows."""
        return self.rows.sample

    @property
    def size(self) -> int:
        """Return the size of the file."""
        return self.path.stat().st_size

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Hand the rows over."""
        self.rows.stage(connection, columns)


def open_json_lines(
    path: Path, source: RecordSource, family: RecordFamily, scratch: Path
) -> JsonLines:
    """Read every line once; names are columns in the order in which they first come."""
    columns: dict[str, int] = {}

    @cache
    def is_ours(name: str) -> bool:
        return bool(named_columns([name], family, source.mapping))

    with path.open("rb") as stream:
        wide = stream.read(2) in _WIDE_MARKS
    # Bytes that are no text become half characters, with which no row is kept.
    encoding, errors = ("utf-16", "replace") if wide else ("utf-8-sig", "surrogateescape")
    with (
        NumberedRows(scratch) as rows,
        path.open(encoding=encoding, errors=errors, newline="\n") as lines,
    ):
        number = 0
        while line := lines.readline(_LONGEST_LINE):
            number += 1
            if len(line) >= _LONGEST_LINE:
                raise RefusedRecordsError(
                    Place(source.place, line=number), "a line without end", _ONE_OBJECT
                )
            _take(number, line, columns, rows, is_ours)
    if not columns:
        raise RefusedRecordsError(Place(source.place), "no object in it", _ONE_OBJECT)
    return JsonLines(source.place, path, tuple(columns), rows)


def _take(
    number: int,
    line: str,
    columns: dict[str, int],
    rows: NumberedRows,
    is_ours: Callable[[str], bool],
) -> None:
    if not line.strip():
        return
    try:
        rows.add(number, _cells(_parse(line), columns, is_ours))
    except _BrokenRowError as broken:
        rows.refuse(number, *broken.told)


def _parse(line: str) -> _Object:
    try:
        value = _DECODER.decode(line)
    except JSONDecodeError as error:
        rest = line[error.pos : error.pos + _SHOWN].strip()
        found = f"{rest!r} where JSON cannot go on" if rest else "an end within the JSON"
        raise _BrokenRowError(found, _ONE_OBJECT) from error
    except RecursionError as error:
        raise _BrokenRowError("JSON nested too deeply", _ONE_OBJECT) from error
    if not isinstance(value, _Object):
        raise _BrokenRowError("JSON that is no object", _ONE_OBJECT)
    return value


def _cells(
    record: _Object, columns: dict[str, int], is_ours: Callable[[str], bool]
) -> Sequence[str]:
    told: dict[int, str] = {}
    for name, value in record.pairs:
        place = columns.setdefault(name, len(columns))
        if len(columns) > _MOST_COLUMNS:
            raise _BrokenRowError(f"more than {_MOST_COLUMNS:,} names", "objects of the same names")
        if place in told:
            raise _BrokenRowError("two values of one name", "each name once in an object", name)
        if isinstance(value, _Object | list) and is_ours(name):
            kind = "a list" if isinstance(value, list) else "an object"
            raise _BrokenRowError(f"{kind} within the object", "a single value", name)
        told[place] = _text(value)
    return [told.get(place, "") for place in range(len(columns))]


def _text(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, _Object):
        return {name: _plain(inner) for name, inner in value.pairs}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _not_a_number(text: str) -> str:
    raise _BrokenRowError(repr(text), "a number")


_DECODER: Final = JSONDecoder(
    object_pairs_hook=_Object, parse_float=str, parse_int=str, parse_constant=_not_a_number
)
