"""Databases for tests, with populations put straight into them."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import psycopg
import pytest

from assay.claims.members import Members
from assay.claims.small_relations import UNIT_COLUMNS
from assay.domain.record_family import ColumnType
from assay.engine.backend import Row
from assay.engine.cells import quoted
from assay.engine.postgres_backend import PostgresBackend
from assay.engine.relations import SQL_TYPES, relation_columns

HOUR = 3_600_000_000
DAY = 24 * HOUR

ENGINES = ("duckdb", pytest.param("postgres", marks=pytest.mark.postgres))


class MemoryBackend:
    """DuckDB with tables instead of files: a second implementation of the protocol."""

    dialect: str = "duckdb"

    def __init__(self) -> None:
        self._connection = duckdb.connect()
        self._relations: dict[str, Members] = {}

    def run(self, sql: str) -> Sequence[Row]:
        return self._connection.execute(sql).fetchall()

    def relations(self) -> Mapping[str, Members]:
        return self._relations

    def snapshot_id(self) -> str:
        return "in memory"

    def add_population(self, members: Members, rows: Sequence[Row]) -> None:
        self._relations[members.relation] = members
        self._make(members.relation, relation_columns(members), rows)

    def add_rows(
        self,
        name: str,
        rows: Iterable[Sequence[str | int | None]],
        columns: Sequence[tuple[str, ColumnType]] = UNIT_COLUMNS,
    ) -> None:
        listed = [tuple(row) for row in rows]
        self._make(name, [(column, SQL_TYPES[kind]) for column, kind in columns], listed)

    def _make(self, name: str, columns: Sequence[tuple[str, str]], rows: Sequence[Row]) -> None:
        told = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns)
        self._connection.execute(f"CREATE OR REPLACE TABLE {quoted(name)} ({told})")
        if rows:
            marks = ", ".join("?" for _ in columns)
            self._connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", rows)


AnyBackend = MemoryBackend | PostgresBackend


@contextmanager
def open_backend(engine: str) -> Iterator[AnyBackend]:
    """Open an empty database of one kind; what is made in it is gone afterwards."""
    if engine == "duckdb":
        yield MemoryBackend()
        return
    url = os.environ.get("ASSAY_TEST_POSTGRES")
    if not url:
        pytest.fail('ASSAY_TEST_POSTGRES names no server; expected eval "$(.ci/postgres)" first')
    with psycopg.connect(url) as connection:
        # Never committed: the connection's end takes the temporary tables with it.
        yield PostgresBackend(connection, ())
        connection.rollback()


RECORDS = Members(
    "record",
    "id",
    {
        "id": ColumnType.TEXT,
        "a_at": ColumnType.INSTANT,
        "b_at": ColumnType.INSTANT,
        "a_by": ColumnType.TEXT,
        "b_by": ColumnType.TEXT,
        "kind": ColumnType.TEXT,
        "sure": ColumnType.FLAG,
        "value": ColumnType.NUMBER,
        "bound": ColumnType.NUMBER,
        "due_on": ColumnType.DATE,
        "site": ColumnType.TEXT,
    },
)
LOG = Members(
    "event",
    "event_id",
    {
        "event_id": ColumnType.TEXT,
        "case": ColumnType.TEXT,
        "activity": ColumnType.TEXT,
        "at": ColumnType.INSTANT,
        "actor": ColumnType.TEXT,
        "site": ColumnType.TEXT,
    },
)

Record = Mapping[str, Any]


def as_rows(members: Members, records: Sequence[Record]) -> list[Row]:
    """Return records as their relation has them, numbered in the order given."""
    rows = []
    for place, record in enumerate(records):
        row: list[Any] = [record.get("source_row", place), 0]
        for name, kind in members.columns.items():
            row.append(record.get(name))
            if kind is ColumnType.INSTANT:
                at = record.get(name)
                row.append(None if at is None else at // DAY * DAY)
        rows.append(tuple(row))
    return rows
