"""Tests where records outgrew one machine: Spark, given the same compiled SQL.

The session is the organisation's own, local, on a cluster or through Connect;
its relations are tables or views with instants as whole microseconds.  Needs the
extra ``spark``; nothing here is imported without it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from assay.claims.members import Members
from assay.claims.small_relations import UNIT_COLUMNS
from assay.domain.record_family import ColumnType
from assay.engine.backend import Row

DIALECT: Final = "spark"

_TYPES: Final = {
    ColumnType.TEXT: "STRING",
    ColumnType.INSTANT: "BIGINT",
    ColumnType.DATE: "BIGINT",
    ColumnType.NUMBER: "DECIMAL(28, 9)",
    ColumnType.FLAG: "INT",
}


class Session(Protocol):
    """What is asked of a Spark session, classic or Connect."""

    def sql(self, sqlQuery: str) -> Any:  # noqa: ANN401, N803 - Spark's own name and types
        """Run a statement."""
        ...

    def createDataFrame(self, data: Any, schema: str) -> Any:  # noqa: ANN401, N802 - as above
        """Make a relation out of rows."""
        ...


class SparkBackend:
    """The relations of one Spark session."""

    dialect: str = DIALECT

    def __init__(self, session: Session, relations: Iterable[Members], snapshot: str) -> None:
        self._session = session
        self._relations = {each.relation: each for each in relations}
        self._snapshot = snapshot

    def run(self, sql: str) -> Sequence[Row]:
        """Return the rows of a statement."""
        return [tuple(row) for row in self._session.sql(sql).collect()]

    def relations(self) -> Mapping[str, Members]:
        """Return the populations by the name of their relation."""
        return self._relations

    def snapshot_id(self) -> str:
        """Return what whoever keeps the tables says of their state, such as a table version."""
        return self._snapshot

    def add_rows(
        self,
        name: str,
        rows: Iterable[Sequence[str | int | None]],
        columns: Sequence[tuple[str, ColumnType]] = UNIT_COLUMNS,
    ) -> None:
        """Make a small relation out of a register or a calendar."""
        schema = ", ".join(f"`{column}` {_TYPES[kind]}" for column, kind in columns)
        listed = [tuple(row) for row in rows]
        self._session.createDataFrame(listed, schema).createOrReplaceTempView(name)
