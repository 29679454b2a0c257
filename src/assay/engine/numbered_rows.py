"""Rows that a reader of ours takes apart, on their way into the database.

They are written down as they come, so that a million of them need no memory:
the whole ones with their number, the others with what is wrong in them.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb

from assay.domain.item import UNSTORABLE
from assay.engine.cells import literal, quoted
from assay.engine.headings import MappedColumn

_AT_LEAST: Final = 1 << 21
_LETTERS_OF_FOUR_BYTES: Final = 4


class NumberedRows:
    """Files in a scratch folder: one of rows, one of what cannot be read."""

    def __init__(self, scratch: Path) -> None:
        self._paths = (scratch / "rows.csv", scratch / "broken.csv")
        self._streams = [path.open("w", encoding="utf-8", newline="") for path in self._paths]
        self._rows, self._broken = (
            csv.writer(each, lineterminator="\n", quoting=csv.QUOTE_ALL) for each in self._streams
        )
        self._longest = 0
        self._width = 0
        self._ragged = False

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Write a row down; later rows may have more cells, and the others then have none there."""
        whole = "".join(cells)
        if UNSTORABLE.search(whole):
            self.refuse(number, "a character that no database keeps", "text without it")
            return
        self._ragged = self._ragged or (len(cells) != self._width and self._width > 0)
        self._width = max(self._width, len(cells))
        self._longest = max(self._longest, len(whole))
        self._rows.writerow([number, *cells])

    def refuse(self, number: int, found: str, expected: str, field: str = "") -> None:
        """List a row, or one cell of it, that cannot be read."""
        told = (UNSTORABLE.sub("\ufffd", text) for text in (field, found, expected))
        self._broken.writerow([number, *told])

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Make ``raw`` and ``broken`` of all that was written."""
        for stream in self._streams:
            stream.close()
        if self._ragged:
            self._pad(len(columns))
        names = [quoted(column.name) for column in columns]
        told = ", ".join(f"nullif(trim(c{n}), '') AS {name}" for n, name in enumerate(names))
        filled = " OR ".join(f"{name} IS NOT NULL" for name in names)
        rows = self._read(self._paths[0], [f"c{place}" for place in range(len(names))])
        if not self._width:
            # A file with nothing in it would have no columns.
            rows = f"(SELECT 0 AS source_row, {_nothings(len(names))} WHERE false)"
        connection.execute(
            "CREATE TABLE raw AS SELECT * FROM "
            f"(SELECT CAST(source_row AS BIGINT) AS source_row, {told} FROM {rows}) WHERE {filled}"
        )
        broken = self._read(self._paths[1], ["field", "found", "expected"])
        connection.execute(
            "CREATE TABLE broken AS SELECT source_row, coalesce(field, '') AS field, found, "
            f"expected FROM {broken}"
        )

    def _read(self, path: Path, columns: Sequence[str]) -> str:
        # What a row is at most long: its letters, its separators and its marks.
        longest = (self._longest + 4 * self._width) * _LETTERS_OF_FOUR_BYTES + _AT_LEAST
        typed = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
        return (
            f"read_csv({literal(str(path))}, auto_detect=false, header=false, delim=',', "
            f"quote='\"', escape='\"', columns={{'source_row': 'BIGINT', {typed}}}, "
            f"max_line_size={longest}, buffer_size={16 * longest})"
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


def _nothings(count: int) -> str:
    return ", ".join(f"CAST(NULL AS VARCHAR) AS c{place}" for place in range(count))
