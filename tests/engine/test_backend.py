"""Where population tests run, and what cannot be done there."""

import shutil
from pathlib import Path

import duckdb
import psycopg
import pytest

from assay.claims.kinds.precedence import precedence
from assay.claims.kinds.segregation import segregation
from assay.claims.tally import Tally
from assay.engine.backend import Backend
from assay.engine.duckdb_backend import DuckdbBackend
from assay.engine.population import FrozenPopulation
from assay.engine.postgres_backend import PostgresBackend
from assay.engine.relations import relation_columns
from assay.engine.running import list_deviations, run_population_test
from tests.engine.backends import open_backend
from tests.engine.exports import CHANGES, freeze

TEXT = f"""{CHANGES},approved_at,approved_by,implemented_at
C-1,normal,2026-01-05T09:00Z,ana,2026-01-06T09:00Z,bo,2026-01-07T09:00Z
C-2,normal,2026-01-05T09:00Z,ana,2026-01-08T09:00+01:00,ana,2026-01-08T07:59:59Z
C-3,normal,2026-01-05T09:00Z,ana,,,2026-01-07T09:00Z
C-4,normal,2026-01-05T09:00Z,ana,2026-01-06T09:00Z,,
"""


@pytest.fixture
def frozen(tmp_path: Path) -> FrozenPopulation:
    return freeze(tmp_path, TEXT)


def verdicts(backend: Backend) -> list[tuple[Tally, list[str]]]:
    changes = backend.relations()["change"]
    tests = (
        precedence(changes, "approved_at", "implemented_at"),
        segregation(changes, "requested_by", "approved_by", acts=("requested_at", "approved_at")),
    )
    return [
        (run_population_test(backend, test), [each.key for each in list_deviations(backend, test)])
        for test in tests
    ]


EXPECTED = [
    (Tally(4, 1, 0, 0, 2, 1), ["C-2", "C-3"]),
    (Tally(4, 1, 0, 1, 1, 1), ["C-2"]),
]


def test_a_frozen_population_is_tested_where_it_lies(frozen: FrozenPopulation) -> None:
    with DuckdbBackend([frozen]) as backend:
        assert verdicts(backend) == EXPECTED


@pytest.mark.postgres
def test_the_same_rows_in_postgresql_say_the_same(frozen: FrozenPopulation) -> None:
    with DuckdbBackend([frozen]) as here, open_backend("postgres") as there:
        members = here.relations()["change"]
        columns = ", ".join(f'"{name}"' for name, _ in relation_columns(members))
        there.add_population(members, here.run(f"SELECT {columns} FROM change"))

        assert verdicts(there) == EXPECTED


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{outside}')",
        "COPY (SELECT 1) TO '{outside}.copy'",
        "ATTACH '{outside}.duckdb' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
    ],
)
def test_tests_reach_nothing_but_their_populations(
    frozen: FrozenPopulation, tmp_path: Path, statement: str
) -> None:
    with DuckdbBackend([frozen]) as backend, pytest.raises(duckdb.Error) as refused:
        backend.run(statement.format(outside=tmp_path / "export.csv"))

    assert isinstance(refused.value, duckdb.PermissionException | duckdb.InvalidInputException)


def test_a_snapshot_is_of_the_rows_and_of_no_order(tmp_path: Path) -> None:
    one = freeze(tmp_path, TEXT, name="one")
    same = freeze(tmp_path, TEXT, name="same")
    more = freeze(tmp_path, TEXT.replace("C-4", "C-5"), name="more")
    other = freeze(tmp_path, "account_id,system,person\nA-1,shop,ana\n", family="account")
    populations = ([one, other], [other, same], [more, other])

    ids = []
    for each in populations:
        with DuckdbBackend(each) as backend:
            ids.append(backend.snapshot_id())

    assert ids[0] == ids[1] != ids[2]


@pytest.mark.postgres
def test_a_database_of_others_is_known_by_its_rows(frozen: FrozenPopulation) -> None:
    with DuckdbBackend([frozen]) as here, open_backend("postgres") as there:
        assert isinstance(there, PostgresBackend)
        members = here.relations()["change"]
        columns = ", ".join(f'"{name}"' for name, _ in relation_columns(members))
        rows = list(here.run(f"SELECT {columns} FROM change"))
        there.add_population(members, reversed(rows))
        before = there.snapshot_id()

        there.run("UPDATE change SET approved_by = 'cy' WHERE change_id = 'C-1'")

        assert len(before) == 64
        assert there.snapshot_id() != before
        with pytest.raises(psycopg.Error):
            there.run("SELECT * FROM nowhere")


def test_a_folder_that_is_moved_is_read_where_it_is(frozen: FrozenPopulation) -> None:
    moved = FrozenPopulation(frozen.population, frozen.folder.with_name("it's moved"))
    shutil.move(frozen.folder, moved.folder)

    with DuckdbBackend([moved], memory="512MB", threads=1, spill=moved.folder) as backend:
        assert verdicts(backend) == EXPECTED
