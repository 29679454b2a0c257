"""Rows that a reader of ours takes apart, on their way into the database.

They are written down as they come, so that a million of them need no memory:
the whole ones with their number, the others with what is wrong in them.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

import duckdb

from assay.domain.item import UNSTORABLE
from assay.engine.cells import literal, quoted
from assay.engine.headings import MappedColumn
from assay.engine.mapping_proposal import SAMPLE

_AT_LEAST: Final = 1 << 21
_BUFFER: Final = 1 << 25
_BYTES_A_LETTER: Final = 4
_BYTES_A_CELL: Final = 3  # its separator and its marks
_SHOWN: Final = 200
_TOLD: Final = ("field", "found", "expected")


class NumberedRows:
    """Files in a scratch folder: one of rows, one of what cannot be read."""

    def __init__(self, scratch: Path) -> None:
        self._paths = (scratch / "rows.csv", scratch / "broken.csv")
        self._streams = [path.open("w", encoding="utf-8", newline="") for path in self._paths]
        self._rows, self._broken = (
            csv.writer(each, lineterminator="\n", quoting=csv.QUOTE_ALL) for each in self._streams
        )
        self.sample: list[Sequence[str]] = []
        self._longest = 0
        self._width = 0
        self._ragged = False

    def __enter__(self) -> Self:
        """Take rows."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take no more."""
        for stream in self._streams:
            stream.close()

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Write a row down; later rows may have more cells, and earlier ones then nothing there."""
        whole = "".join(cells)
        if UNSTORABLE.search(whole):
            self.refuse(number, "a character that is none", "text without broken characters")
            return
        self._ragged = self._ragged or 0 < self._width != len(cells)
        self._width = max(self._width, len(cells))
        self._longest = max(self._longest, len(whole))
        self._rows.writerow([number, *cells])
        if len(self.sample) < SAMPLE:
            self.sample.append(cells)

    def refuse(self, number: int, found: str, expected: str, field: str = "") -> None:
        """List a row, or one cell of it, that cannot be read."""
        told = (UNSTORABLE.sub("\ufffd", text[:_SHOWN]) for text in (field, found, expected))
        self._broken.writerow([number, *told])

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Make ``raw`` and ``broken`` of all that was written."""
        if self._ragged:
            self._pad(len(columns))
        longest = self._longest * _BYTES_A_LETTER + self._width * _BYTES_A_CELL
        stage_numbered(connection, self._paths[0], columns, longest)
        broken = _read(self._paths[1], _TOLD, 0)
        connection.execute(
            "CREATE OR REPLACE TABLE broken AS SELECT source_row, coalesce(field, '') AS field, "
            f"found, expected FROM {broken}"
        )

    def _pad(self, width: int) -> None:
        csv.field_size_limit(max(self._longest, _AT_LEAST) + 1)
        padded = self._paths[0].with_suffix(".padded")
        with (
            self._paths[0].open(encoding="utf-8", newline="") as stream,
            padded.open("w", encoding="utf-8", newline="") as copy,
        ):
            writer = csv.writer(copy, lineterminator="\n", quoting=csv.QUOTE_ALL)
            for row in csv.reader(stream):
                writer.writerow(row + [""] * (width + 1 - len(row)))
        padded.replace(self._paths[0])


def stage_numbered(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    columns: Sequence[MappedColumn],
    longest: int,
) -> None:
    """Make ``raw`` of a file of numbered rows, none of them longer than so many bytes."""
    names = [quoted(column.name) for column in columns]
    told = ", ".join(f"nullif(trim(c{place}), '') AS {name}" for place, name in enumerate(names))
    filled = " OR ".join(f"{name} IS NOT NULL" for name in names)
    rows = _read(path, [f"c{place}" for place in range(len(names))], longest)
    connection.execute(
        f"CREATE TABLE raw AS SELECT * FROM (SELECT source_row, {told} FROM {rows}) WHERE {filled}"
    )
    connection.execute(
        "CREATE TABLE broken (source_row BIGINT, field VARCHAR, found VARCHAR, expected VARCHAR)"
    )


def _read(path: Path, columns: Sequence[str], longest: int) -> str:
    longest += _AT_LEAST
    typed = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv({literal(str(path))}, auto_detect=false, header=false, delim=',', "
        f"quote='\"', escape='\"', columns={{'source_row': 'BIGINT', {typed}}}, "
        f"max_line_size={longest}, buffer_size={max(_BUFFER, 4 * longest)})"
    )
