"""The same records are the same population, whatever form they come in."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from assay.claims.kinds.precedence import precedence
from assay.claims.kinds.segregation import segregation
from assay.domain.record_source import RecordSource
from assay.engine.duckdb_backend import DuckdbBackend
from assay.engine.freezing import freeze_population, list_unreadable
from assay.engine.population import FrozenPopulation
from assay.engine.running import list_deviations, run_population_test
from tests.engine.exports import rows
from tests.engine.forms import FORMS, Table, types_of

VARIABLE = "ASSAY_RECORDS_TESTS"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


CHANGES: Table = (
    (
        "change_id",
        "kind",
        "requested_at",
        "requested_by",
        "approved_at",
        "approved_by",
        "implemented_at",
        "Cost, in total",
    ),
    [
        (
            "C-1",
            "normal",
            at("2026-01-05 09:00"),
            "ana",
            at("2026-01-06 09:00"),
            "bo",
            at("2026-01-07 09:00"),
            Decimal("12.5"),
        ),
        (
            'C-"2"',
            "normal\nor not",
            at("2026-07-05 09:00:30.250"),
            "ana",
            at("2026-07-08 09:00"),
            "ana",
            at("2026-07-08 08:59:59"),
            Decimal(3),
        ),
        ("C-3, too", "ändern", at("2026-01-05 09:00"), "ana", None, None, at("2026-01-07"), None),
        ("C-4", "normal", at("2026-01-05 09:00"), "cy", at("2026-01-06 09:00"), "", None, None),
        # 02:30 is twice that night, and was not on the other one.
        ("C-5", "normal", at("2026-10-25 02:30"), "cy", None, None, None, None),
        ("C-6", "normal", at("2026-03-29 02:30"), "cy", None, None, None, None),
        (None, "normal", at("2026-03-29 12:30"), "cy", None, None, None, None),
    ],
)
RESTORES: Table = (
    ("restore_id", "system", "restored_at", "size_gb", "hash_matches", "minutes"),
    [
        ("R-1", "shop", date(2026, 1, 5), Decimal("12.5"), True, Decimal(90)),
        ("R-2", "shop", date(2026, 1, 6), Decimal("-0.0625"), False, None),
        ("R-3", "mail", None, None, None, Decimal(1000000)),
    ],
)
COURSES: Table = (
    ("completion_id", "person", "course", "completed_on"),
    [("T-1", "ana", "SEC-1", date(2026, 1, 5)), ("T-2", "bo", "SEC-1", date(2024, 2, 29))],
)
FAMILIES = {"change": CHANGES, "backup_restore": RESTORES, "training_completion": COURSES}


def freeze(folder: Path, form: str, family: str, table: Table, **told: Any) -> FrozenPopulation:
    file = f"records.{form}"
    FORMS[form](folder / file, table)
    told = {"time_zone": "Europe/Amsterdam", **told}
    source = RecordSource(key="SRC", family=family, file=file, **told)
    return freeze_population(source, folder, folder / f"frozen {form}")


@contextmanager
def in_postgres(table: Table, family: str) -> Iterator[tuple[RecordSource, dict[str, str]]]:
    """Keep a table in a schema of its own for as long as it is asked."""
    address = os.environ["ASSAY_TEST_POSTGRES"]
    headings, records = table
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind))
        for name, kind in zip(headings, types_of(table), strict=True)
    )
    schema = f"Records {os.getpid()}"
    with psycopg.connect(address, autocommit=True) as database:
        own = sql.Identifier(schema, 'the "table"')
        database.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        try:
            database.execute(sql.SQL("CREATE TABLE {} ({})").format(own, columns))
            marks = sql.SQL(", ").join(sql.Placeholder() for _ in headings)
            with database.cursor() as cursor:
                cursor.executemany(
                    sql.SQL("INSERT INTO {} VALUES ({})").format(own, marks), records
                )
            yield (
                RecordSource(
                    key="SRC",
                    family=family,
                    database=VARIABLE,
                    table=f'{schema}.the "table"',
                    time_zone="Europe/Amsterdam",
                ),
                {VARIABLE: address},
            )
        finally:
            database.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))


def told(frozen: FrozenPopulation) -> tuple[Any, ...]:
    population = frozen.population
    return (
        population.content_hash,
        population.rows_in,
        population.row_count,
        population.unreadable,
        dict(population.lacking),
        [(column.name, column.type, column.by_day) for column in population.columns],
        [(each.place.column, each.found, each.expected) for each in list_unreadable(frozen)],
    )


def deviations(frozen: FrozenPopulation) -> list[Any]:
    with DuckdbBackend([frozen]) as backend:
        changes = backend.relations()["change"]
        tests = (
            precedence(changes, "approved_at", "implemented_at"),
            segregation(
                changes, "requested_by", "approved_by", acts=("requested_at", "approved_at")
            ),
        )
        return [
            (
                run_population_test(backend, test),
                [(each.key, each.measured) for each in list_deviations(backend, test)],
            )
            for test in tests
        ]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("form", [form for form in FORMS if form != "csv"])
def test_a_population_is_the_same_in_every_form(tmp_path: Path, form: str, family: str) -> None:
    as_csv = freeze(tmp_path, "csv", family, FAMILIES[family])

    frozen = freeze(tmp_path, form, family, FAMILIES[family])

    assert sorted(told(frozen)[-1]) == sorted(told(as_csv)[-1])
    assert told(frozen)[:-1] == told(as_csv)[:-1]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "csv"])
def test_deviations_are_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    as_csv = deviations(freeze(tmp_path, "csv", "change", CHANGES))

    found = deviations(freeze(tmp_path, form, "change", CHANGES))

    assert found == as_csv
    assert [key for key, _ in found[0][1]] == ['C-"2"', "C-3, too"]
    assert [key for key, _ in found[1][1]] == ['C-"2"']


@pytest.mark.postgres
@pytest.mark.parametrize("family", FAMILIES)
def test_a_table_of_postgresql_is_the_same_population(tmp_path: Path, family: str) -> None:
    as_csv = freeze(tmp_path, "csv", family, FAMILIES[family])

    with in_postgres(FAMILIES[family], family) as (source, environment):
        frozen = freeze_population(
            source, tmp_path, tmp_path / "from postgres", environment=environment
        )
        again = freeze_population(source, tmp_path, tmp_path / "again", environment=environment)

    assert sorted(told(frozen)[-1]) == sorted(told(as_csv)[-1])
    assert told(frozen)[:-1] == told(as_csv)[:-1]
    assert frozen.population.file_sha256 == again.population.file_sha256 != ""
    assert family != "change" or deviations(frozen) == deviations(as_csv)


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    frozen = freeze(tmp_path, "parquet", "backup_restore", RESTORES)

    assert rows(frozen, "restore_id, restored_at__on, size_gb, hash_matches, minutes") == [
        ("R-1", date(2026, 1, 5), Decimal("12.5"), 1, Decimal(90)),
        ("R-2", date(2026, 1, 6), Decimal("-0.0625"), 0, None),
        ("R-3", None, None, None, Decimal(1000000)),
    ]
    assert {each.name for each in frozen.population.columns if each.by_day} == {"restored_at"}


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["2026-01-05", "2026-01-05 09:00", "2026-03-29 02:30", "2026-01-05T09:00Z", "soon", "-"]
    ),
    st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), max_size=8),
)
ROWS = st.lists(st.tuples(*[CELLS] * 4), min_size=1, max_size=12)


@given(ROWS, st.sampled_from([form for form in FORMS if form != "csv"]))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_comes_in_is_kept_or_listed_in_every_form(
    records: Sequence[tuple[str | None, ...]], form: str
) -> None:
    table: Table = (("change_id", "kind", "requested_at", "requested_by"), records)
    with TemporaryDirectory() as name:
        as_csv = freeze(Path(name), "csv", "change", table)

        frozen = freeze(Path(name), form, "change", table)

        filled = [row for row in records if any(cell and cell.strip(" ") for cell in row)]
        assert frozen.population.rows_in == len(filled)
        listed = {each.place.row for each in list_unreadable(frozen, limit=1000)}
        assert frozen.population.row_count + len(listed) == len(filled)
        assert frozen.population.content_hash == as_csv.population.content_hash
