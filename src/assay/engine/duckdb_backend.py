"""Tests on this machine: DuckDB over the Parquet files of frozen populations.

Sources of one family are one relation, under the family's name; ``source_key``
says of each row which source it came from, ``source_row`` which row it was there.

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
from assay.claims.small_relations import UNIT_COLUMNS
from assay.domain.record_family import ColumnType
from assay.engine.backend import Row
from assay.engine.cells import literal, quoted
from assay.engine.population import FrozenColumn, FrozenPopulation
from assay.engine.relations import SOURCE_KEY, SQL_TYPES, merged_members

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
        families = _by_family(frozen)
        self._relations = {
            family: merged_members([each.population for each in parts])
            for family, parts in families.items()
        }
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
        for family, parts in families.items():
            self._connection.execute(_view(parts, self._relations[family]))

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


def _by_family(
    populations: Iterable[FrozenPopulation],
) -> Mapping[str, Sequence[FrozenPopulation]]:
    families: dict[str, list[FrozenPopulation]] = {}
    for each in populations:
        families.setdefault(each.population.family, []).append(each)
    return families


def _view(parts: Sequence[FrozenPopulation], members: Members) -> str:
    """Return the statement that makes the sources of one family a relation."""
    rows = " UNION ALL BY NAME ".join(_rows(each, members) for each in parts)
    return f"CREATE VIEW {quoted(members.relation)} AS {rows}"


def _rows(frozen: FrozenPopulation, members: Members) -> str:
    """Return the query for one source, with instants as whole microseconds."""
    columns = [f"{literal(frozen.population.source)} AS {SOURCE_KEY}", "source_row", "bucket"]
    for column in frozen.population.columns:
        columns.append(_told(column, to_the_day=column.name in members.by_day))
        if column.type is ColumnType.INSTANT:
            columns.append(_day(column.name + DAY_SUFFIX, column.name + DAY_SUFFIX))
    path = literal(str(frozen.folder.resolve() / "bucket-*.parquet"))
    return f"SELECT {', '.join(columns)} FROM read_parquet({path})"


def _told(column: FrozenColumn, *, to_the_day: bool) -> str:
    name = quoted(column.name)
    match column.type:
        case ColumnType.INSTANT if to_the_day and not column.by_day:
            # Where one source knows the day only, all are asked by the day.
            return _day(column.name + DAY_SUFFIX, column.name)
        case ColumnType.INSTANT:
            return f"epoch_us({name}) AS {name}"
        case ColumnType.DATE:
            return _day(column.name, column.name)
        case _:
            return name


def _day(day: str, name: str) -> str:
    return f"epoch_us(CAST({quoted(day)} AS TIMESTAMP)) AS {quoted(name)}"
