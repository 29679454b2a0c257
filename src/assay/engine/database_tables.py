"""Parquet files, and tables of DuckDB files: typed already, and staged without a detour.

What a newcomer would get wrong: their types are not ours.  A column is turned
into the text that a CSV export of it would hold, and read like one, so that the
same rows are the same population in whichever form they came.

A view in such a file may name any file of this machine; the database that
freezes is closed to all but what it was asked to read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import ClassVar, Final

import duckdb

from assay.domain.problem import Place
from assay.domain.record_source import RecordSource
from assay.engine.cells import literal, quoted
from assay.engine.headings import MappedColumn
from assay.engine.mapping_proposal import SAMPLE
from assay.engine.refusal import RefusedRecordsError

_ATTACHED: Final = "handed_in"
_NAMES_SHOWN: Final = 12
_NESTED: Final = re.compile(r"(STRUCT|MAP|UNION|VARIANT|BLOB|BIT)\b.*|.*\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TypedTable:
    """One table that DuckDB can read itself."""

    name: str
    path: Path
    relation: str
    zone: str
    types: tuple[tuple[str, str], ...]
    sample: Sequence[Sequence[str]]
    attaches: bool
    usual: ClassVar[Mapping[str, str]] = {}

    @property
    def sha256(self) -> str:
        """Return the hash of the whole file, other tables of it included."""
        with self.path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()

    @property
    def size(self) -> int:
        """Return the size of the file."""
        return self.path.stat().st_size

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the names of its columns."""
        return tuple(name for name, _ in self.types)

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Read the rows in the order of the file."""
        self._refuse_nested(columns)
        if self.attaches:
            connection.execute(_attach(self.path))
        told = ", ".join(
            f"nullif(trim({_text(quoted(theirs), kind)}), '') AS {quoted(column.name)}"
            for column, (theirs, kind) in zip(columns, self.types, strict=True)
        )
        filled = " OR ".join(f"{quoted(column.name)} IS NOT NULL" for column in columns)
        # Instants are told with the clock of the source, whose days count.
        connection.execute(f"SET TimeZone={literal(self.zone or 'UTC')}")
        connection.execute(
            "CREATE TABLE raw AS SELECT * FROM (SELECT row_number() OVER () AS source_row, "
            f"{told} FROM {self.relation}) WHERE {filled}"
        )
        connection.execute("SET TimeZone='UTC'")
        connection.execute(
            "CREATE TABLE broken "
            "(source_row BIGINT, field VARCHAR, found VARCHAR, expected VARCHAR)"
        )

    def _refuse_nested(self, columns: Sequence[MappedColumn]) -> None:
        for column, (heading, kind) in zip(columns, self.types, strict=True):
            if column.of_family and _NESTED.fullmatch(kind):
                raise RefusedRecordsError(
                    Place(self.name, column=heading), f"values of {kind}", "a single value a row"
                )


def open_parquet(path: Path, source: RecordSource) -> TypedTable:
    """Open a Parquet file."""
    relation = f"read_parquet({literal(str(path.resolve()))})"
    with duckdb.connect() as connection:
        types, sample = _look(connection, relation, source.place)
    return TypedTable(source.place, path, relation, source.time_zone, types, sample, attaches=False)


def open_duckdb(path: Path, source: RecordSource) -> TypedTable:
    """Open the table that a source names in a DuckDB file, or its only one."""
    changes = _log_of(path)
    if changes.exists():
        raise RefusedRecordsError(
            Place(source.place),
            f"changes beside the database that are not in it yet ({changes.name})",
            "a database that was closed by whoever writes to it",
        )
    with duckdb.connect() as connection:
        close(connection, [path])
        try:
            connection.execute(_attach(path))
        except duckdb.Error as error:
            raise _refusal(source.place, error) from error
        relation = _find_table(connection, source)
        types, sample = _look(connection, relation, source.place)
    return TypedTable(source.place, path, relation, source.time_zone, types, sample, attaches=True)


def close(
    connection: duckdb.DuckDBPyConnection, files: Sequence[Path], folders: Sequence[Path] = ()
) -> None:
    """Let a database read and write nothing but these."""
    files = [each for file in files for each in (file, _log_of(file))]
    for setting, paths in (("allowed_paths", files), ("allowed_directories", folders)):
        listed = ", ".join(literal(str(path.resolve())) for path in paths)
        connection.execute(f"SET {setting}=[{listed}]")
    connection.execute("SET enable_external_access=false")


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _attach(path: Path) -> str:
    return f"ATTACH {literal(str(path.resolve()))} AS {_ATTACHED} (READ_ONLY)"


def _find_table(connection: duckdb.DuckDBPyConnection, source: RecordSource) -> str:
    found = connection.execute(
        "SELECT table_schema, table_name FROM information_schema.tables "
        "WHERE table_catalog = ? ORDER BY ALL",
        [_ATTACHED],
    ).fetchall()
    wanted = source.table.casefold()
    named = [
        (schema, name)
        for schema, name in found
        if not wanted or wanted in {name.casefold(), f"{schema}.{name}".casefold()}
    ]
    if len(named) != 1:
        known = ", ".join(f"{schema}.{name}" for schema, name in found[:_NAMES_SHOWN])
        what = f"{len(named) or 'no'} tables" + (f" called {source.table}" if wanted else "")
        raise RefusedRecordsError(
            Place(source.place), what, f"the name of one table ({known or 'there is none'})"
        )
    schema, name = named[0]
    return f"{_ATTACHED}.{quoted(schema)}.{quoted(name)}"


def _look(
    connection: duckdb.DuckDBPyConnection, relation: str, name: str
) -> tuple[tuple[tuple[str, str], ...], Sequence[Sequence[str]]]:
    """Return the columns of a relation with their types, and some of its rows as text."""
    try:
        found = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
        types = tuple((column, kind) for column, kind, *_ in found)
        texts = ", ".join(f"coalesce({_text(quoted(each), kind)}, '')" for each, kind in types)
        sample = connection.execute(f"SELECT {texts} FROM {relation} LIMIT {SAMPLE}").fetchall()
    except duckdb.Error as error:
        raise _refusal(name, error) from error
    return types, sample


def _refusal(name: str, error: duckdb.Error) -> RefusedRecordsError:
    return RefusedRecordsError(Place(name), reason_of(error), "a whole file that DuckDB can read")


def reason_of(error: duckdb.Error) -> str:
    """Return what the database says is wrong, without the paths of this machine."""
    first = str(error).strip().splitlines()[0]
    return re.sub(r'["\']?/\S*', "the file", first).rstrip(".")


def _text(cell: str, kind: str) -> str:
    """Return a value as a CSV export would write it."""
    if kind in {"FLOAT", "DOUBLE"} or kind.startswith("DECIMAL"):
        # 3.0000 is how a database shows three.
        return f"regexp_replace(CAST({cell} AS VARCHAR), '(\\.\\d*?)0+$', '\\1').rtrim('.')"
    if kind.startswith("TIMESTAMP_"):
        return f"CAST(CAST({cell} AS TIMESTAMP) AS VARCHAR)"
    return f"CAST({cell} AS VARCHAR)"
