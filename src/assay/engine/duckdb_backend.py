"""Tests on this machine: DuckDB over the Parquet files of frozen populations.

The database lives in memory and is closed to everything but those files: no
network, no extensions, no other folder, and none of it can be switched on again.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import duckdb

from assay.claims.members import DAY_SUFFIX, Members
from assay.domain.record_family import ColumnType
from assay.engine.backend import Row
from assay.engine.cells import literal, quoted
from assay.engine.population import FrozenPopulation
from assay.engine.relations import SQL_TYPES, UNIT_COLUMNS, members_of

DIALECT: Final = "duckdb"
_ROWS_AT_ONCE: Final = 500


class DuckdbBackend:
    """Frozen populations as relations of a database in memory."""

    dialect: str = DIALECT

    def __init__(
        self,
        populations: Iterable[FrozenPopulation],
        *,
        memory: str = "2GB",
        threads: int = 2,
        spill: Path | None = None,
    ) -> None:
        frozen = tuple(populations)
        self._relations = {each.population.family: members_of(each.population) for each in frozen}
        self._snapshot = snapshot_of(frozen)
        self._connection = duckdb.connect()
        folders = [str(each.folder.resolve()) for each in frozen]
        if spill is not None:
            folders.append(str(spill.resolve()))
            self._connection.execute(f"SET temp_directory={literal(folders[-1])}")
        else:
            self._connection.execute("SET temp_directory=''")
        self._connection.execute(f"SET memory_limit={literal(memory)}")
        self._connection.execute(f"SET threads={threads:d}")
        self._connection.execute("SET TimeZone='UTC'")
        # The order of rows is asked for where it matters, and costs memory where not.
        self._connection.execute("SET preserve_insertion_order=false")
        allowed = ", ".join(literal(folder) for folder in folders)
        self._connection.execute(f"SET allowed_directories=[{allowed}]")
        self._connection.execute("SET enable_external_access=false")
        self._connection.execute("SET lock_configuration=true")
        for each in frozen:
            self._connection.execute(_view(each, self._relations[each.population.family]))

    def __enter__(self) -> Self:
        """Hand out the open database."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        self._connection.close()

    def run(self, sql: str) -> Sequence[Row]:
        """Return the rows of a statement."""
        return self._connection.execute(sql).fetchall()

    def relations(self) -> Mapping[str, Members]:
        """Return the populations by family."""
        return self._relations

    def snapshot_id(self) -> str:
        """Return a hash over the content hashes of all populations."""
        return self._snapshot

    def add_rows(
        self,
        name: str,
        rows: Iterable[Sequence[str | int | None]],
        columns: Sequence[tuple[str, ColumnType]] = UNIT_COLUMNS,
    ) -> None:
        """Make a small relation out of a register or a calendar."""
        told = ", ".join(f"{quoted(column)} {SQL_TYPES[kind]}" for column, kind in columns)
        self._connection.execute(f"CREATE TABLE {quoted(name)} ({told})")
        mark = f"({', '.join('?' for _ in columns)})"
        listed = [tuple(row) for row in rows]
        # Many rows a statement: one by one, a calendar takes seconds.
        for start in range(0, len(listed), _ROWS_AT_ONCE):
            some = listed[start : start + _ROWS_AT_ONCE]
            marks = ", ".join([mark] * len(some))
            self._connection.execute(
                f"INSERT INTO {quoted(name)} VALUES {marks}", [cell for row in some for cell in row]
            )


def snapshot_of(populations: Iterable[FrozenPopulation]) -> str:
    """Return one hash for several populations, in no order."""
    told = sorted(
        f"{each.population.family}:{each.population.content_hash}" for each in populations
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _view(frozen: FrozenPopulation, members: Members) -> str:
    """Return the statement that makes a population a relation of whole microseconds."""
    parts = ["source_row", "bucket"]
    for name, kind in members.columns.items():
        parts.append(_told(name, kind))
        if kind is ColumnType.INSTANT:
            parts.append(_told(name + DAY_SUFFIX, ColumnType.DATE))
    return (
        f"CREATE VIEW {quoted(members.relation)} AS SELECT {', '.join(parts)} "
        f"FROM read_parquet({literal(str(frozen.folder.resolve() / 'bucket-*.parquet'))})"
    )


def _told(name: str, kind: ColumnType) -> str:
    column = quoted(name)
    match kind:
        case ColumnType.INSTANT:
            return f"epoch_us({column}) AS {column}"
        case ColumnType.DATE:
            return f"epoch_us(CAST({column} AS TIMESTAMP)) AS {column}"
        case _:
            return column
