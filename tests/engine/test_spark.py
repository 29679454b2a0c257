"""The same compiled SQL gives the same rows on Spark as on DuckDB.

Spark is half a gigabyte and needs Java, so it is no part of what tests install:
``pip install pyspark==4.3.0`` beside Java 17, then this runs.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from random import Random
from typing import Any

import pytest

from assay.claims.expressions import print_sql
from assay.claims.members import Members
from assay.claims.small_relations import CALENDAR_COLUMNS, UNIT_COLUMNS, Calendar
from assay.domain.record_family import ColumnType
from assay.engine.spark_backend import SparkBackend
from tests.engine.backends import DAY, HOUR, LOG, RECORDS, MemoryBackend, as_rows
from tests.engine.test_golden_sql import CASES, QUERIES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed"),
]

FIRST_YEAR = (date(1970, 1, 1), date(1970, 12, 31))
SOURCE_COLUMNS = (("source_row", ColumnType.INSTANT), ("bucket", ColumnType.FLAG))


def invented(chance: Random) -> dict[str, Any]:
    """Make up one record, silent on a good many things."""
    return {
        "id": f"R-{chance.randrange(400):03}",
        "a_at": chance.choice([None, *(hour * HOUR for hour in range(0, 300, 7))]),
        "b_at": chance.choice([None, *(hour * HOUR for hour in range(0, 300, 11))]),
        "a_by": chance.choice([None, "ana", "bo", "cy"]),
        "b_by": chance.choice([None, "ana", "bo", "cy"]),
        "kind": chance.choice([None, "high", "critical", "low"]),
        "sure": chance.choice([None, 0, 1]),
        "value": chance.choice([None, Decimal("0.25"), Decimal(-1), Decimal(2)]),
        "bound": chance.choice([None, Decimal("0.25"), Decimal(1)]),
        "due_on": chance.choice([None, *(day * DAY for day in range(0, 300, 13))]),
        "site": chance.choice([None, "N", "S"]),
    }


def event(chance: Random) -> dict[str, Any]:
    """Make up one event."""
    return {
        "event_id": "E",
        "case": f"C-{chance.randrange(90)}",
        "activity": chance.choice(["A", "B", "C"]),
        "at": chance.randrange(200) * HOUR,
        "actor": chance.choice([None, "ana", "bo", "cy"]),
        "site": chance.choice([None, "N", "S"]),
    }


def spark_columns(members: Members) -> list[tuple[str, ColumnType]]:
    columns = list(SOURCE_COLUMNS)
    for name, kind in members.columns.items():
        columns.append((name, kind))
        if kind is ColumnType.INSTANT:
            columns.append((f"{name}__on", ColumnType.DATE))
    return columns


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[MemoryBackend, SparkBackend]]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.session.timeZone", "America/New_York")
        .getOrCreate()
    )
    duckdb, spark = MemoryBackend(), SparkBackend(session, (), "made up")
    chance = Random(20260131)  # noqa: S311 - the same data each time
    records = [invented(chance) for _ in range(600)]
    events = [event(chance) for _ in range(900)]
    others = [invented(chance) for _ in range(600)]
    for relation, members, told in (
        ("record", RECORDS, records),
        ("o", RECORDS, others),
        ("p", RECORDS, [invented(chance) for _ in range(600)]),
        ("event", LOG, events),
    ):
        named = Members(relation, members.key, members.columns, members.by_day)
        rows = as_rows(members, told)
        duckdb.add_population(named, rows)
        spark.add_rows(relation, rows, spark_columns(members))
    units = [("ana", "N", None, 0, None), ("dan", "S", None, None, 90 * DAY)]
    days = [row for site in ("N", "S") for row in Calendar(site).rows(*FIRST_YEAR)]
    for name, rows, columns in (
        ("unit", units, UNIT_COLUMNS),
        ("working_day", days, CALENDAR_COLUMNS),
    ):
        duckdb.add_rows(name, rows, columns)
        spark.add_rows(name, rows, columns)
    for backend, statement in ((duckdb, "CREATE TABLE"), (spark, "CREATE TEMPORARY VIEW")):
        query = print_sql(QUERIES["profile"], backend.dialect)
        backend.run(f"{statement} {CASES.relation} AS {query}")
    yield duckdb, spark
    session.stop()


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_gives_the_same_rows(
    both: tuple[MemoryBackend, SparkBackend], name: str
) -> None:
    found = [
        sorted((tuple(_plain(cell) for cell in row) for row in backend.run(sql)), key=repr)
        for backend in both
        for sql in [print_sql(QUERIES[name], backend.dialect)]
    ]

    assert found[0] == found[1]
    assert found[0]


def _plain(cell: object) -> object:
    return cell.normalize() if isinstance(cell, Decimal) else cell
