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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from assay.domain.errors import UnreadableMaterialError
from assay.domain.problem import Place, Problem
from assay.domain.record_family import FAMILIES, ColumnType, RecordFamily
from assay.domain.record_source import RecordSource
from assay.engine.cells import (
    EXPECTED,
    DateHabits,
    canonical,
    day_of,
    habits_query,
    literal,
    order_told,
    quoted,
    value_of,
)
from assay.engine.export_file import ExportFile, open_export, stage_rows
from assay.engine.headings import DAY_SUFFIX, DateOrder, MappedColumn, map_headings
from assay.engine.population import (
    BUCKETS,
    MANIFEST,
    UNREADABLE,
    FrozenColumn,
    FrozenPopulation,
    Population,
)

# Below this, one file is read faster than 32.
_WORTH_BUCKETS: Final = 100_000
_WORTH_A_FILE: Final = 64 << 20
_TIMES: Final = (ColumnType.INSTANT, ColumnType.DATE)
_HEX: Final = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One column with what its whole tells about its dates."""

    column: MappedColumn
    order: DateOrder | None
    by_day: bool

    def value(self, zone: str) -> str:
        return value_of(self.column, self.order, zone, by_day=self.by_day)


def freeze_population(
    source: RecordSource, folder: Path, into: Path, *, memory: str = "2GB", threads: int = 2
) -> FrozenPopulation:
    """Read the export that a source names, and write its rows and their manifest into a folder."""
    family = FAMILIES.get(source.family)
    if family is None:
        raise UnreadableMaterialError(
            f"{source.key}: {source.family!r} is no record family; "
            f"expected one of {', '.join(FAMILIES)}."
        )
    into.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=into, prefix=".freezing-") as scratch:
        export = open_export(folder / source.file, source.file, Path(scratch))
        columns = map_headings(export.headings, family, source.mapping, source.file)
        # A small export is done before a database file would be there.
        small = export.path.stat().st_size < _WORTH_A_FILE
        staging = ":memory:" if small else str(Path(scratch, "rows.duckdb"))
        with duckdb.connect(staging) as connection:
            connection.execute(f"SET memory_limit={literal(memory)}")
            connection.execute(f"SET threads={threads:d}")
            connection.execute("SET TimeZone='UTC'")
            stage_rows(connection, export, tuple(column.name for column in columns))
            readings = [_read_habits(connection, each, source) for each in columns]
            _type_rows(connection, readings, family, source)
            population = _describe(connection, readings, source, export)
            _write(connection, readings, into)
    manifest = into / f"{MANIFEST}.new"
    manifest.write_text(population.as_json(), encoding="utf-8")
    # Written last and at once: a folder with a manifest is whole.
    os.replace(manifest, into / MANIFEST)  # noqa: PTH105
    return FrozenPopulation(population, into)


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


def _read_habits(
    connection: duckdb.DuckDBPyConnection, column: MappedColumn, source: RecordSource
) -> _Reading:
    if column.type not in _TIMES:
        return _Reading(column, None, by_day=False)
    found = connection.execute(habits_query(column, "raw")).fetchone()
    assert found is not None  # noqa: S101 - an aggregate has one row
    habits = DateHabits(*found)
    order = order_told(column, habits)
    if habits.of_numbers and order is None:
        raise UnreadableMaterialError(
            f"{source.file}, column {column.heading}: dates such as {habits.example!r} may begin "
            f"with the day or with the month; expected dates such as 2026-01-31, or a mapping "
            f"that says '{column.heading} = {column.name} (day first)'."
        )
    whole_by_day = habits.filled > 0 and habits.by_day == habits.filled
    return _Reading(column, order, by_day=column.type is ColumnType.INSTANT and whole_by_day)


def _case_column(family: RecordFamily) -> str:
    return "case" if family.name == "event" else family.key


def _makes_a_record(family: RecordFamily) -> tuple[str, ...]:
    return (family.key, "case", "activity", "at") if family.name == "event" else (family.key,)


def _type_rows(
    connection: duckdb.DuckDBPyConnection,
    readings: Sequence[_Reading],
    family: RecordFamily,
    source: RecordSource,
) -> None:
    """Make the tables ``kept`` and ``listed`` out of ``raw``."""
    zone = _known_zone(connection, source)
    values = []
    for each in readings:
        values.append(f"{each.value(zone)} AS {quoted(each.column.name)}")
        if each.column.type is ColumnType.INSTANT:
            day = day_of(quoted(each.column.name), each.order)
            values.append(f"{day} AS {quoted(each.column.name + DAY_SUFFIX)}")
    connection.execute(f"CREATE TABLE typed AS SELECT source_row, {', '.join(values)} FROM raw")
    connection.execute(_listed(readings, family, zone))
    hashed = sorted((each.column.name, each.column.type) for each in readings)
    cells = " || '|' || ".join(canonical(name, kind) for name, kind in hashed)
    case = quoted(_case_column(family))
    digest = f"sha256({case})"
    connection.execute(
        f"CREATE TABLE kept AS SELECT *, sha256({cells}) AS row_hash, "
        f"CAST((strpos('{_HEX}', {digest}[1]) - 1) * 2 + CAST({digest}[2] >= '8' AS INTEGER) "
        f"AS INTEGER) AS bucket FROM typed WHERE source_row NOT IN (SELECT source_row FROM listed)"
    )
    connection.execute("DROP TABLE typed")


def _known_zone(connection: duckdb.DuckDBPyConnection, source: RecordSource) -> str:
    if source.time_zone:
        found = connection.execute(
            "SELECT count(*) FROM pg_timezone_names() WHERE name = ?", [source.time_zone]
        ).fetchone()
        if not found or not found[0]:
            raise UnreadableMaterialError(
                f"{source.key}: {source.time_zone!r} is no time zone; "
                f"expected a name such as Europe/Amsterdam."
            )
    return source.time_zone


def _listed(readings: Sequence[_Reading], family: RecordFamily, zone: str) -> str:
    """Return the statement that lists each cell for which a row is not kept."""
    parts = [
        (
            "SELECT source_row, '' AS field, found, "
            f"'{len(readings)} cells, as many as headings' AS expected FROM broken"
        )
    ]
    for each in readings:
        name = quoted(each.column.name)
        if each.column.type is not ColumnType.TEXT:
            expected = literal(_expected(each.column.type, zone))
            parts.append(
                f"SELECT raw.source_row, {literal(each.column.heading)}, "
                f"'''' || raw.{name} || '''', {expected} FROM raw JOIN typed USING (source_row) "
                f"WHERE raw.{name} IS NOT NULL AND typed.{name} IS NULL"
            )
        if each.column.name in _makes_a_record(family):
            # Where something stands that cannot be read, that has been said above.
            parts.append(
                f"SELECT source_row, {literal(each.column.heading)}, 'nothing', "
                f"{literal(f'{each.column.name}, without which it is no record')} "
                f"FROM raw WHERE {name} IS NULL"
            )
    return f"CREATE TABLE listed AS {' UNION ALL '.join(parts)}"


def _expected(kind: ColumnType, zone: str) -> str:
    if kind is ColumnType.INSTANT and zone:
        return f"an instant such as 2026-01-31 14:05, which {zone} has just once"
    return EXPECTED[kind]


def _describe(
    connection: duckdb.DuckDBPyConnection,
    readings: Sequence[_Reading],
    source: RecordSource,
    export: ExportFile,
) -> Population:
    family = FAMILIES[source.family]
    kept, duplicates = _one(
        connection, f"SELECT count(*), count(*) - count(DISTINCT {quoted(family.key)}) FROM kept"
    )
    (listed,) = _one(connection, "SELECT count(DISTINCT source_row) FROM listed")
    rows_in, broken = _one(
        connection, "SELECT (SELECT count(*) FROM raw), (SELECT count(*) FROM broken)"
    )
    return Population(
        family=source.family,
        source=source.key,
        file=source.file,
        file_sha256=export.sha256,
        extracted_at=source.extracted_at,
        window_from_on=source.window_from_on,
        window_until_on=source.window_until_on,
        time_zone=source.time_zone,
        complete=source.complete,
        independent=source.independent,
        stated=source.row_count,
        rows_in=rows_in + broken,
        row_count=kept,
        unreadable=listed,
        duplicate_keys=duplicates,
        lacking=_lacking(connection, readings, family),
        content_hash=_content_hash(connection),
        columns=tuple(
            FrozenColumn(
                each.column.name, each.column.heading, each.column.type, by_day=each.by_day
            )
            for each in readings
        ),
    )


def _lacking(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[_Reading], family: RecordFamily
) -> Mapping[str, int]:
    required = [column.name for column in family.columns if column.required]
    present = {each.column.name for each in readings}
    names = [name for name in required if name in present]
    counts = _one(
        connection,
        f"SELECT {', '.join(f'count(*) - count({quoted(name)})' for name in names)} FROM kept",
    )
    return {name: count for name, count in zip(names, counts, strict=True) if count}


def _content_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """Return one hash over the sorted hashes of all rows, by bucket and then over the buckets."""
    found = connection.execute(
        "SELECT bucket, sha256(string_agg(row_hash, '' ORDER BY row_hash)) FROM kept "
        "GROUP BY bucket ORDER BY bucket"
    ).fetchall()
    whole = "".join(f"{bucket}:{digest};" for bucket, digest in found)
    return hashlib.sha256(whole.encode()).hexdigest()


def _write(connection: duckdb.DuckDBPyConnection, readings: Sequence[_Reading], into: Path) -> None:
    for old in into.glob("bucket-*.parquet"):
        old.unlink()
    (rows,) = _one(connection, "SELECT count(*) FROM kept")
    names = {each.column.name for each in readings}
    order = [name for name in ("case", "at") if name in names and "activity" in names]
    by = ", ".join(quoted(name) for name in (*order, readings[0].column.name, "source_row"))
    cuts = range(BUCKETS) if rows >= _WORTH_BUCKETS else (None,)
    for bucket in cuts:
        where = "" if bucket is None else f"WHERE bucket = {bucket}"
        path = into / f"bucket-{bucket or 0:02}.parquet"
        connection.execute(
            f"COPY (SELECT * EXCLUDE (row_hash) FROM kept {where} ORDER BY {by}) "
            f"TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
        )
    connection.execute(
        "COPY (SELECT * FROM listed ORDER BY source_row, field) "
        f"TO {literal(str(into / UNREADABLE))} (FORMAT parquet)"
    )


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None  # noqa: S101 - an aggregate has one row
    return tuple(row)
