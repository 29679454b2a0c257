"""Freezes the records of one source: from an export to Parquet that is never changed again.

Rows in = rows kept + rows listed.  A row is listed, and not kept, when a cell
of it cannot be read or when it lacks what makes it a record of its family: its
key, and for an event also what happened and when.  A row that is silent on
anything else is a record with a gap, which tests have to meet.

Rows are put into 32 buckets by SHA-256 of the case, sorted by case inside, so
that a case is never in two files and a test reads one file at a time.  The
bucket is no hash of the database's own, which might change with its version.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias, cast

import duckdb

from assay.domain.problem import Place, Problem
from assay.domain.record_family import FAMILIES, RecordFamily
from assay.domain.record_source import RecordSource
from assay.engine.cells import literal, quoted
from assay.engine.database_tables import close, reason_of
from assay.engine.export import Export
from assay.engine.headings import MappedColumn, map_headings
from assay.engine.opening import open_export
from assay.engine.patience import PatientConnection, wait_for
from assay.engine.population import (
    BUCKETS,
    MANIFEST,
    UNREADABLE,
    FrozenColumn,
    FrozenPopulation,
    Population,
    facts_of,
)
from assay.engine.refusal import RefusedRecordsError
from assay.engine.typed_rows import Reading, read_habits, refuse_unknown_zone, type_rows

Step: TypeAlias = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much; may raise to end it."""

STEPS: Final = 5 + 2 * BUCKETS
"""In how many steps one source is frozen: each is short, however many rows there are."""

# Below this, one file is read faster than 32.
_WORTH_BUCKETS: Final = 100_000
_WORTH_A_FILE: Final = 64 << 20


class _Told:
    """Whoever is told of the steps, if anybody is: at each of them, and again while one lasts."""

    def __init__(self, progress: Step | None) -> None:
        self._progress = progress
        self._last = ("", 0, STEPS)

    def __call__(self, what: str, done: int, of: int) -> None:
        self._last = (what, done, of)
        self._again()

    def during(self, work: Callable[[], Export]) -> Export:
        """Do something that takes its time."""
        return wait_for(work, self._again, _nothing) if self._progress else work()

    def patient(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """Return the connection, whose statements are told of while they run."""
        if self._progress is None:
            return connection
        return cast("duckdb.DuckDBPyConnection", PatientConnection(connection, self._again))

    def _again(self) -> None:
        if self._progress:
            self._progress(*self._last)


def _nothing() -> None:
    """End nothing: it ends by itself."""


def freeze_population(
    source: RecordSource,
    folder: Path,
    into: Path,
    *,
    memory: str = "2GB",
    threads: int = 2,
    environment: Mapping[str, str] | None = None,
    progress: Step | None = None,
) -> FrozenPopulation:
    """Read what a source names, and write its rows and their manifest into a folder.

    ``environment`` holds how databases are reached, by the names of variables.
    What ends half-way leaves no manifest, and so no population.
    """
    told = _Told(progress)
    family = FAMILIES.get(source.family)
    if family is None:
        raise RefusedRecordsError(
            Place(source.key),
            f"{source.family!r} is no record family",
            f"one of {', '.join(FAMILIES)}",
        )
    into.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=into, prefix=".freezing-") as name:
        scratch = Path(name)
        told("Opening the export", 0, STEPS)
        known = environment or {}
        export = told.during(lambda: open_export(source, folder, scratch, family, known))
        columns = map_headings(
            export.headings,
            family,
            source.mapping,
            export.name,
            usual=export.usual,
            sample=export.sample,
        )
        # A small export is done before a database file would be there.
        staging = ":memory:" if export.size < _WORTH_A_FILE else str(scratch / "rows.duckdb")
        with duckdb.connect(staging) as opened:
            connection = told.patient(opened)
            _bound(connection, memory, threads, scratch / "spilled")
            # Nothing but these, whatever a view in somebody's file may ask for.
            close(connection, [folder / source.file], [into])
            refuse_unknown_zone(connection, source)
            told("Taking the rows", 1, STEPS)
            _stage(connection, export, columns)
            told("Looking how dates are written", 2, STEPS)
            readings = [read_habits(connection, each, source) for each in columns]
            told("Reading the cells", 3, STEPS)
            type_rows(connection, readings, family, source)
            told("Counting the rows", 4, STEPS)
            population = _describe(connection, readings, source, export, told)
            _write(connection, readings, into, told)
    manifest = into / f"{MANIFEST}.new"
    manifest.write_text(population.as_json(), encoding="utf-8")
    # Written last and at once: a folder with a manifest is whole.
    os.replace(manifest, into / MANIFEST)  # noqa: PTH105
    return FrozenPopulation(population, into)


def _bound(connection: duckdb.DuckDBPyConnection, memory: str, threads: int, spilled: Path) -> None:
    connection.execute(f"SET memory_limit={literal(memory)}")
    connection.execute(f"SET threads={threads:d}")
    connection.execute(f"SET temp_directory={literal(str(spilled))}")
    connection.execute("SET TimeZone='UTC'")


def _stage(
    connection: duckdb.DuckDBPyConnection, export: Export, columns: Sequence[MappedColumn]
) -> None:
    try:
        export.stage(connection, columns)
    except duckdb.Error as error:
        raise RefusedRecordsError(
            Place(export.name), reason_of(error), "records that the database can read"
        ) from error


def list_unreadable(
    frozen: FrozenPopulation, *, limit: int = 100, offset: int = 0
) -> Sequence[Problem]:
    """Return a page of what could not be read, in the order of the file."""
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT source_row, field, found, expected FROM read_parquet(?) "
            "ORDER BY source_row, field LIMIT ? OFFSET ?",
            [str(frozen.folder / UNREADABLE), limit, offset],
        ).fetchall()
    file = frozen.population.file
    return [
        Problem(Place(file, row=row, column=field), found, expected)
        for row, field, found, expected in rows
    ]


def bucket_of(case: str) -> int:
    """Return the bucket of a case: the first five bits of its SHA-256."""
    return hashlib.sha256(case.encode()).digest()[0] * BUCKETS // 256


def _describe(
    connection: duckdb.DuckDBPyConnection,
    readings: Sequence[Reading],
    source: RecordSource,
    export: Export,
    told: Step,
) -> Population:
    family = FAMILIES[source.family]
    # Grouped in a step of its own, which may spill where a distinct count may not.
    kept, keys = _one(
        connection,
        "SELECT coalesce(sum(n), 0), count(*) FROM "
        f"(SELECT count(*) AS n FROM kept GROUP BY {quoted(family.key)})",
    )
    (listed,) = _one(connection, "SELECT count(DISTINCT source_row) FROM listed")
    rows_in, broken = _one(
        connection,
        "SELECT (SELECT count(*) FROM raw), (SELECT count(DISTINCT source_row) FROM broken)",
    )
    return Population(
        family=source.family,
        **facts_of(source),
        file_sha256=export.sha256,
        time_zone=source.time_zone,
        rows_in=rows_in + broken,
        row_count=kept,
        unreadable=listed,
        duplicate_keys=kept - keys,
        lacking=_lacking(connection, readings, family),
        content_hash=_content_hash(connection, told),
        columns=tuple(
            FrozenColumn(
                each.column.name, each.column.heading, each.column.type, by_day=each.by_day
            )
            for each in readings
        ),
    )


def _lacking(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], family: RecordFamily
) -> Mapping[str, int]:
    required = [column.name for column in family.columns if column.required]
    present = {each.column.name for each in readings}
    names = [name for name in required if name in present]
    counts = _one(
        connection,
        f"SELECT {', '.join(f'count(*) - count({quoted(name)})' for name in names)} FROM kept",
    )
    return {name: count for name, count in zip(names, counts, strict=True) if count}


def _content_hash(connection: duckdb.DuckDBPyConnection, told: Step) -> str:
    """Return one hash over the sorted hashes of all rows, by bucket and then over the buckets."""
    whole = hashlib.sha256()
    for bucket, digest in _bucket_hashes(connection):
        told("Hashing the rows", 5 + bucket, STEPS)
        whole.update(f"{bucket}:{digest};".encode())
    return whole.hexdigest()


def _bucket_hashes(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, str]]:
    hashed = "SELECT bucket, sha256(string_agg(row_hash, '' ORDER BY row_hash)) FROM kept"
    (rows,) = _one(connection, "SELECT count(*) FROM kept")
    if rows < _WORTH_BUCKETS:
        yield from connection.execute(f"{hashed} GROUP BY bucket ORDER BY bucket").fetchall()
        return
    for bucket in range(BUCKETS):
        # One at a time: the hashes of ten million rows are more than the memory allowed.
        yield from connection.execute(
            f"{hashed} WHERE bucket = ? GROUP BY bucket", [bucket]
        ).fetchall()


def _write(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], into: Path, told: Step
) -> None:
    for old in into.glob("bucket-*.parquet"):
        old.unlink()
    (rows,) = _one(connection, "SELECT count(*) FROM kept")
    names = {each.column.name for each in readings}
    order = [name for name in ("case", "at") if name in names and "activity" in names]
    by = ", ".join(quoted(name) for name in (*order, readings[0].column.name, "source_row"))
    cuts = range(BUCKETS) if rows >= _WORTH_BUCKETS else (None,)
    for bucket in cuts:
        told("Writing the rows", 5 + BUCKETS + (bucket or 0), STEPS)
        where = "" if bucket is None else f"WHERE bucket = {bucket}"
        path = into / f"bucket-{bucket or 0:02}.parquet"
        connection.execute(
            f"COPY (SELECT * EXCLUDE (row_hash, bad) FROM kept {where} ORDER BY {by}) "
            f"TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
        )
    connection.execute(
        "COPY (SELECT * FROM listed ORDER BY source_row, field) "
        f"TO {literal(str(into / UNREADABLE))} (FORMAT parquet)"
    )


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None  # noqa: S101 - an aggregate has one row
    return tuple(int(value) for value in row)
