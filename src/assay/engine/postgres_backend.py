"""Tests where an organisation keeps its records: PostgreSQL, given the same compiled SQL.

The relations are tables or views of one schema, with instants as whole
microseconds; tables that a test makes on the way are temporary.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Self

import psycopg
from psycopg import sql

from assay.claims.members import Members
from assay.claims.small_relations import UNIT_COLUMNS
from assay.domain.record_family import ColumnType
from assay.engine.backend import Row
from assay.engine.relations import SQL_TYPES, relation_columns

DIALECT: Final = "postgres"


class PostgresBackend:
    """The relations of one PostgreSQL database, over an open connection."""

    dialect: str = DIALECT

    def __init__(
        self, connection: psycopg.Connection[Any], relations: Iterable[Members], snapshot: str = ""
    ) -> None:
        self._connection = connection
        self._relations = {each.relation: each for each in relations}
        self._snapshot = snapshot

    def run(self, text: str) -> Sequence[Row]:
        """Return the rows of a statement."""
        with self._connection.cursor() as cursor:
            cursor.execute(text.encode())
            return cursor.fetchall() if cursor.description else []

    def relations(self) -> Mapping[str, Members]:
        """Return the populations by the name of their relation."""
        return self._relations

    def snapshot_id(self) -> str:
        """Return the hash that was taken when the tables were frozen, else one over their rows."""
        return self._snapshot or self._hash_of_rows()

    def _hash_of_rows(self) -> str:
        digest = hashlib.sha256()
        for name in sorted(self._relations):
            query = sql.SQL(
                "SELECT sha256(string_agg(each, '' ORDER BY each)) FROM "
                "(SELECT sha256(CAST(CAST(r AS TEXT) AS BYTEA)) AS each FROM {} AS r) AS rows"
            ).format(sql.Identifier(name))
            with self._connection.cursor() as cursor:
                cursor.execute(query)
                found = cursor.fetchone()
            digest.update(name.encode() + b":" + (found[0] if found and found[0] else b"-"))
        return digest.hexdigest()

    def add_population(self, members: Members, rows: Iterable[Row]) -> Self:
        """Load a population into a temporary table of its own; for what lives elsewhere."""
        columns = relation_columns(members)
        self._make(members.relation, columns, rows)
        self._relations[members.relation] = members
        return self

    def add_rows(
        self,
        name: str,
        rows: Iterable[Sequence[str | int | None]],
        columns: Sequence[tuple[str, ColumnType]] = UNIT_COLUMNS,
    ) -> None:
        """Make a small relation out of a register or a calendar."""
        self._make(name, [(column, SQL_TYPES[kind]) for column, kind in columns], rows)

    def _make(
        self,
        name: str,
        columns: Sequence[tuple[str, str]],
        rows: Iterable[Sequence[Any]],
    ) -> None:
        told = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind))
            for column, kind in columns
        )
        table = sql.Identifier(name)
        with self._connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({})").format(table, told))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
                for row in rows:
                    copy.write_row(row)
