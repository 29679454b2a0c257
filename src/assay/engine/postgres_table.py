"""A table or view of a PostgreSQL database as an export, told as text by the database itself.

The register names an environment variable that says how the database is
reached, and only one made for this purpose: a register is written by people
who must not learn what else the environment holds.  What the driver says of a
broken address is not repeated, for it may quote it.

What a newcomer would get wrong: a table has no order.  Its rows are numbered in
the order of the record's key, so that a number means the same row next time.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Final

import duckdb

from assay.domain.problem import Place
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.engine.headings import MappedColumn
from assay.engine.mapping_proposal import SAMPLE
from assay.engine.numbered_rows import stage_numbered
from assay.engine.refusal import RefusedRecordsError

PREFIX: Final = "ASSAY_RECORDS_"

_VARIABLE: Final = re.compile(rf"{PREFIX}[A-Z0-9_]{{1,60}}")
_MINUTES: Final = 30
_NESTED: Final = re.compile(r"json.*|xml|bytea|.*\[\]|hstore")
_COLUMNS: Final = """
SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""


class PostgresTable:
    """One table or view, read in a transaction that can change nothing."""

    usual: ClassVar[Mapping[str, str]] = {}

    def __init__(
        self,
        source: RecordSource,
        address: str,
        types: Sequence[tuple[str, str]],
        sample: Sequence[Sequence[str]],
        scratch: Path,
    ) -> None:
        self.name = source.place
        self.sample = sample
        self.sha256 = ""
        self.size = 0
        self._source = source
        self._address = address
        self._types = tuple(types)
        self._path = scratch / "rows.csv"

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the names of its columns."""
        return tuple(name for name, _ in self._types)

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Copy every row out, hash what came, and read it."""
        for column, (heading, kind) in zip(columns, self._types, strict=True):
            if column.of_family and _NESTED.fullmatch(kind):
                raise RefusedRecordsError(
                    Place(self.name, column=heading), f"values of {kind}", "a single value a row"
                )
        digest = sha256()
        longest = 0
        with _opened(self._source, self._address) as database, self._path.open("wb") as out:
            for block in _copied(database, self._source, self._types, columns):
                digest.update(block)
                longest = max(longest, len(block))
                out.write(block)
        self.sha256 = digest.hexdigest()
        stage_numbered(connection, self._path, columns, longest)


def open_postgres(
    source: RecordSource, scratch: Path, environment: Mapping[str, str]
) -> PostgresTable:
    """Ask the database for the columns of the table that a source names."""
    if not _VARIABLE.fullmatch(source.database):
        raise RefusedRecordsError(
            Place(source.key),
            "a database that is not named by a variable of its own",
            f"the name of an environment variable such as {PREFIX}ERP",
        )
    address = environment.get(source.database, "")
    if not address:
        raise RefusedRecordsError(
            Place(source.place),
            f"the environment variable {source.database} is not set",
            "how the database is reached, such as postgresql://reader@erp/records",
        )
    with _opened(source, address) as database:
        found = database.execute(_COLUMNS, [_as_regclass(source.table)]).fetchall()
        sample = _sample(database, source, [name for name, _ in found]) if found else []
    if not found:
        raise RefusedRecordsError(
            Place(source.place),
            f"no table called {source.table!r}" if source.table else "no table is named",
            "a table or view that the account may read",
        )
    return PostgresTable(source, address, found, sample, scratch)


@contextmanager
def _opened(source: RecordSource, address: str) -> Iterator[Any]:
    try:
        import psycopg
    except ImportError as error:
        raise RefusedRecordsError(
            Place(source.place), "no driver for PostgreSQL", "assay[postgres] to be installed"
        ) from error
    try:
        database = psycopg.connect(address, connect_timeout=30)
    except psycopg.Error as error:
        # From none: the driver's own words may hold the password.
        del error
        raise RefusedRecordsError(
            Place(source.place),
            "the database cannot be reached",
            f"what {source.database} says to lead to it",
        ) from None
    with database:
        try:
            database.read_only = True
            database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield database
        except psycopg.Error as error:
            said = error.diag.message_primary or type(error).__name__
            raise RefusedRecordsError(
                Place(source.place), said, "a table or view that the account may read"
            ) from error


def _copied(
    database: Any,  # noqa: ANN401 - a connection, whose driver may not be installed
    source: RecordSource,
    types: Sequence[tuple[str, str]],
    columns: Sequence[MappedColumn],
) -> Iterator[bytes]:
    from psycopg import sql

    key = FAMILIES[source.family].key
    texts = [
        # 3.0000 is how a database shows three.
        sql.SQL("CAST({} AS TEXT)" if kind != "numeric" else "CAST(trim_scale({}) AS TEXT)").format(
            sql.Identifier(name)
        )
        for name, kind in types
    ]
    first = next(text for text, column in zip(texts, columns, strict=True) if column.name == key)
    # In the order of bytes, which no database sorts in its own way.
    order = sql.SQL(", ").join(sql.SQL('{} COLLATE "C"').format(text) for text in (first, *texts))
    query = sql.SQL(
        "COPY (SELECT row_number() OVER (ORDER BY {}) AS n, {} FROM {} ORDER BY n) "
        "TO STDOUT (FORMAT csv, FORCE_QUOTE *, ENCODING 'UTF8')"
    ).format(order, sql.SQL(", ").join(texts), sql.Identifier(*_parts(source.table)))
    zone = sql.Literal(source.time_zone or "UTC")
    with database.cursor() as cursor:
        cursor.execute(sql.SQL("SET LOCAL TIME ZONE {}").format(zone))
        cursor.execute("SET LOCAL DateStyle = 'ISO, YMD'")
        cursor.execute(f"SET LOCAL statement_timeout = '{_MINUTES}min'")
        with cursor.copy(query) as copy:
            for block in copy:
                yield bytes(block)


def _sample(
    database: Any,  # noqa: ANN401 - as above
    source: RecordSource,
    headings: Sequence[str],
) -> Sequence[Sequence[str]]:
    from psycopg import sql

    texts = sql.SQL(", ").join(
        sql.SQL("coalesce(CAST({} AS TEXT), '')").format(sql.Identifier(name)) for name in headings
    )
    table = sql.Identifier(*_parts(source.table))
    rows: Sequence[Sequence[str]] = database.execute(
        sql.SQL("SELECT {} FROM {} LIMIT {}").format(texts, table, sql.Literal(SAMPLE))
    ).fetchall()
    return rows


def _parts(table: str) -> Sequence[str]:
    return table.split(".", maxsplit=1)


def _as_regclass(table: str) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in _parts(table))
