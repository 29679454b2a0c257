"""Gives every cell the type of its column, and lists the rows of which one cell has none.

The table ``raw`` holds the cells as text, and the view ``kept`` afterwards the
records with their hash and bucket.  ``listed`` names each cell for which a row
is not kept: one that cannot be read, or is missing where a record needs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from assay.domain.problem import Place
from assay.domain.record_family import ColumnType, RecordFamily
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
from assay.engine.headings import DAY_SUFFIX, DateOrder, MappedColumn
from assay.engine.refusal import RefusedRecordsError

_TIMES: Final = (ColumnType.INSTANT, ColumnType.DATE)
_HEX: Final = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Reading:
    """One column with what its whole tells about its dates."""

    column: MappedColumn
    order: DateOrder | None
    by_day: bool

    @property
    def name(self) -> str:
        """Return the column's name as SQL has it."""
        return quoted(self.column.name)

    @property
    def raw(self) -> str:
        """Return the name of its text beside its value."""
        return quoted("text of " + self.column.name)

    def value(self, zone: str) -> str:
        """Return the expression for its values."""
        return value_of(self.column, self.order, zone, by_day=self.by_day)


def read_habits(
    connection: duckdb.DuckDBPyConnection, column: MappedColumn, source: RecordSource
) -> Reading:
    """Return how a column's dates are written; refuse one of which nobody can tell."""
    if column.type not in _TIMES:
        return Reading(column, None, by_day=False)
    found = connection.execute(habits_query(column, "raw")).fetchone()
    assert found is not None  # noqa: S101 - an aggregate has one row
    habits = DateHabits(*found)
    order = order_told(column, habits)
    if habits.of_numbers and order is None:
        raise RefusedRecordsError(
            Place(source.place, column=column.heading),
            f"dates such as {habits.example!r} may begin with the day or with the month",
            "dates such as 2026-01-31, or a mapping that says "
            f"'{column.heading} = {column.name} (day first)'",
        )
    whole_by_day = habits.filled > 0 and habits.by_day == habits.filled
    return Reading(column, order, by_day=column.type is ColumnType.INSTANT and whole_by_day)


def _case_column(family: RecordFamily) -> str:
    return "case" if family.name == "event" else family.key


def _makes_a_record(family: RecordFamily) -> tuple[str, ...]:
    return (family.key, "case", "activity", "at") if family.name == "event" else (family.key,)


def type_rows(
    connection: duckdb.DuckDBPyConnection,
    readings: Sequence[Reading],
    family: RecordFamily,
    source: RecordSource,
) -> None:
    """Make the view ``kept`` and the table ``listed`` out of ``raw``."""
    zone = source.time_zone
    needed = _makes_a_record(family)
    values, bad = [], ["false"]
    for each in readings:
        values.append(f"{each.value(zone)} AS {each.name}")
        if each.column.type is ColumnType.INSTANT:
            day = quoted(each.column.name + DAY_SUFFIX)
            values.append(f"{day_of(each.name, each.order)} AS {day}")
        if each.column.type is not ColumnType.TEXT:
            values.append(f"{each.name} AS {each.raw}")
            bad.append(f"({each.raw} IS NOT NULL AND {each.name} IS NULL)")
        if each.column.name in needed:
            bad.append(f"{each.name} IS NULL")
    texts = [each.raw for each in readings if each.column.type is not ColumnType.TEXT]
    without = f"EXCLUDE ({', '.join(texts)})" if texts else ""
    typed = f"SELECT source_row, {', '.join(values)} FROM raw"
    connection.execute(
        f"CREATE TABLE typed AS SELECT * {without}, {_hashes(readings, family)}, "
        f"({' OR '.join(bad)}) AS bad FROM ({typed})"
    )
    # Most exports have no such row, and nothing is then computed twice.
    if any_bad := connection.execute("SELECT 1 FROM typed WHERE bad LIMIT 1").fetchall():
        connection.execute(
            f"CREATE TABLE suspects AS SELECT * FROM ({typed}) "
            "WHERE source_row IN (SELECT source_row FROM typed WHERE bad)"
        )
    connection.execute(_listed(readings if any_bad else (), needed, zone))
    connection.execute("CREATE VIEW kept AS SELECT * FROM typed WHERE NOT bad")


def _hashes(readings: Sequence[Reading], family: RecordFamily) -> str:
    """Return the expressions for the hash of a row and the bucket of its case."""
    hashed = sorted((each.column.name, each.column.type) for each in readings)
    cells = " || '|' || ".join(canonical(name, kind) for name, kind in hashed)
    digest = f"sha256({quoted(_case_column(family))})"
    return (
        f"sha256({cells}) AS row_hash, CAST((strpos('{_HEX}', {digest}[1]) - 1) * 2 "
        f"+ CAST({digest}[2] >= '8' AS INTEGER) AS INTEGER) AS bucket"
    )


def refuse_unknown_zone(connection: duckdb.DuckDBPyConnection, source: RecordSource) -> None:
    """Refuse a time zone that does not exist, before any instant is read in it."""
    if source.time_zone:
        found = connection.execute(
            "SELECT count(*) FROM pg_timezone_names() WHERE name = ?", [source.time_zone]
        ).fetchone()
        if not found or not found[0]:
            raise RefusedRecordsError(
                Place(source.key),
                f"{source.time_zone!r} is no time zone",
                "a name such as Europe/Amsterdam",
            )


def _listed(readings: Sequence[Reading], needed: Sequence[str], zone: str) -> str:
    """Return the statement that lists each cell for which a row is not kept."""
    parts = ["SELECT source_row, field, found, expected FROM broken"]
    for each in readings:
        heading = literal(each.column.heading)
        there = each.name
        if each.column.type is not ColumnType.TEXT:
            there = each.raw
            parts.append(
                f"SELECT source_row, {heading}, '''' || {there} || '''', "
                f"{literal(_expected(each.column.type, zone))} FROM suspects "
                f"WHERE {there} IS NOT NULL AND {each.name} IS NULL"
            )
        if each.column.name in needed:
            # Where something stands that cannot be read, that has been said above.
            wanted = literal(f"{each.column.name}, without which it is no record")
            parts.append(
                f"SELECT source_row, {heading}, 'nothing', {wanted} "
                f"FROM suspects WHERE {there} IS NULL"
            )
    return f"CREATE TABLE listed AS {' UNION ALL '.join(parts)}"


def _expected(kind: ColumnType, zone: str) -> str:
    if kind is ColumnType.INSTANT and zone:
        return f"an instant such as 2026-01-31 14:05, which {zone} has just once"
    return EXPECTED[kind]
