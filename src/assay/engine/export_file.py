"""A CSV file as DuckDB can read it, and the rows that it could not take apart.

The bytes are hashed as they came.  A copy in UTF-8 is read instead where the
file is in another encoding, and where it holds blank lines: DuckDB leaves those
out without counting them, and every row below would be told by a wrong number.
"""

import codecs
import csv
import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar, Final

import duckdb

from assay.domain.problem import Place
from assay.engine.cells import literal, quoted
from assay.engine.headings import MappedColumn
from assay.engine.mapping_proposal import SAMPLE
from assay.engine.refusal import RefusedRecordsError
from assay.intake.old_encodings import likeliest_encoding

_CHUNK: Final = 1 << 20
_SEPARATORS: Final = ",;\t|"
_LONGEST_CELL: Final = 1 << 27
_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One CSV file: where it may be read, its hash as it came, and its headings."""

    name: str
    path: Path
    sha256: str
    separator: str
    headings: tuple[str, ...]
    sample: Sequence[Sequence[str]] = ()
    usual: ClassVar[Mapping[str, str]] = {}

    @property
    def size(self) -> int:
        """Return how many bytes DuckDB will read."""
        return self.path.stat().st_size

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Read every row as text, and list those that have too many cells or too few."""
        stage_rows(connection, self, tuple(column.name for column in columns))


def open_delimited(path: Path, name: str, scratch: Path) -> ExportFile:
    """Look through a CSV file once, and copy it where DuckDB would misread it."""
    digest, encoding, blank_lines = _look_through(path)
    if encoding != "utf-8-sig" or blank_lines:
        path = _copy(path, encoding, scratch / "export.csv", name)
    headings: list[str] = []
    sample: list[list[str]] = []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        first = stream.readline()
        separator = max(_SEPARATORS, key=first.count) if first.strip() else ","
        stream.seek(0)
        reader = csv.reader(stream, delimiter=separator)
        # What cannot be taken apart is named when all of it is read.
        with suppress(csv.Error):
            headings = next(reader, [])
            sample.extend(islice(reader, SAMPLE))
    if not any(heading.strip() for heading in headings):
        raise RefusedRecordsError(Place(name), "nothing in it", "a row of headings")
    return ExportFile(name, path, digest, separator, tuple(headings), sample)


def _look_through(path: Path) -> tuple[str, str, bool]:
    """Return the hash of a file, its encoding, and whether it has lines with nothing on them."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, blank, tail = "utf-8-sig", False, b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            encoding = _MARKS.get(chunk[:2], encoding) if not tail else encoding
            digest.update(chunk)
            seen = (tail + chunk).replace(b"\r\n", b"\n")
            blank = blank or b"\n\n" in seen
            tail = seen[-1:] if not chunk.endswith(b"\r") else b"\r"
            if encoding == "utf-8-sig":
                encoding = _as_utf8(decoder, chunk)
    return digest.hexdigest(), encoding, blank


def _as_utf8(decoder: codecs.IncrementalDecoder, chunk: bytes) -> str:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return likeliest_encoding(chunk)[0]
    return "utf-8-sig"


def _copy(path: Path, encoding: str, to: Path, name: str) -> Path:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with (
            path.open(encoding=encoding, newline="") as stream,
            to.open("w", encoding="utf-8", newline="") as copy,
        ):
            first = stream.readline()
            separator = max(_SEPARATORS, key=first.count) if first.strip() else ","
            stream.seek(0)
            writer = csv.writer(copy, delimiter=separator, lineterminator="\n")
            wide = 0
            for row in csv.reader(stream, delimiter=separator):
                wide = wide or len(row)
                writer.writerow(row or [""] * max(wide, 2))
    except (UnicodeDecodeError, csv.Error) as error:
        raise RefusedRecordsError(
            Place(name), str(error), "a CSV file in UTF-8, or in one encoding throughout"
        ) from error
    return to


def stage_rows(
    connection: duckdb.DuckDBPyConnection, export: ExportFile, names: tuple[str, ...]
) -> None:
    """Read every row as text into the table ``raw``, and list the others in ``broken``.

    Rows are numbered as a spreadsheet shows them: the headings are row 1.
    """
    columns = ", ".join(f"{literal(f'c{place}')}: 'VARCHAR'" for place in range(len(names)))
    cells = ", ".join(
        f"nullif(trim(c{place}), '') AS {quoted(name)}" for place, name in enumerate(names)
    )
    whole = literal(f"{len(names)} cells, as many as headings")
    longest = min(_LONGEST_CELL, export.size + 1024)
    # Numbering needs the order of the file, which a single reader keeps for certain
    # even where a cell runs over several lines.
    connection.execute(
        f"CREATE TABLE taken AS SELECT row_number() OVER () AS place, {cells} "
        f"FROM read_csv({literal(str(export.path))}, auto_detect=false, header=true, "
        f"delim={literal(export.separator)}, quote='\"', escape='\"', columns={{{columns}}}, "
        f"store_rejects=true, rejects_limit=0, max_line_size={longest}, buffer_size={2 * longest})"
    )
    connection.execute(
        "CREATE TABLE broken AS SELECT CAST(line AS BIGINT) AS source_row, '' AS field, "
        f"min(lower(CAST(error_type AS VARCHAR))) AS found, {whole} AS expected, "
        "row_number() OVER (ORDER BY line) AS n FROM reject_errors GROUP BY line"
    )
    _number_rows(connection, names)


def _number_rows(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> None:
    """Give each row that was taken its number, the broken ones before it counted."""
    listed = ", ".join(quoted(name) for name in names)
    filled = " OR ".join(f"{quoted(name)} IS NOT NULL" for name in names)
    if not connection.execute("SELECT 1 FROM broken LIMIT 1").fetchall():
        connection.execute(
            f"CREATE VIEW raw AS SELECT place + 1 AS source_row, {listed} FROM taken WHERE {filled}"
        )
        return
    # The broken row n at source row r has r - 1 - n rows before it that were taken.
    connection.execute(
        "CREATE VIEW shifts AS SELECT source_row - 1 - n AS after, n AS shift FROM broken "
        "UNION ALL SELECT -1, 0"
    )
    connection.execute(
        "CREATE VIEW raw AS SELECT taken.place + 1 + shifts.shift AS source_row, "
        f"{listed} FROM taken ASOF JOIN shifts ON taken.place > shifts.after WHERE {filled}"
    )
