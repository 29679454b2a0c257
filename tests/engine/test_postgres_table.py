"""What of a database may be read, and what is said when it cannot be."""

import os
from pathlib import Path
from typing import Any

import pytest

from assay.domain.record_source import RecordSource
from assay.engine.frozen_folder import FrozenRecords, freeze_changed_records
from tests.engine.test_forms import COURSES, VARIABLE, in_postgres


def freeze(folder: Path, environment: dict[str, str], **told: Any) -> FrozenRecords:
    source = RecordSource(
        **{"key": "SRC", "family": "training_completion", "table": "courses", **told}
    )
    return freeze_changed_records(folder, [source], folder / "kept", environment=environment)


@pytest.mark.parametrize(
    ("database", "environment", "said"),
    [
        (
            "postgresql://reader:secret@erp/records",
            {},
            (
                "SRC: a database that is not named by a variable of its own; "
                "expected the name of an environment variable such as ASSAY_RECORDS_ERP."
            ),
        ),
        (
            "HOME",
            {"HOME": "host=secret"},
            (
                "SRC: a database that is not named by a variable of its own; "
                "expected the name of an environment variable such as ASSAY_RECORDS_ERP."
            ),
        ),
        (
            VARIABLE,
            {},
            (
                "ASSAY_RECORDS_TESTS (courses): the environment variable ASSAY_RECORDS_TESTS is "
                "not set; expected how the database is reached, such as postgresql://reader@erp/records."
            ),
        ),
        (
            VARIABLE,
            {VARIABLE: "the secret itself"},
            (
                "ASSAY_RECORDS_TESTS (courses): the database cannot be reached; "
                "expected what ASSAY_RECORDS_TESTS says to lead to it."
            ),
        ),
        (
            VARIABLE,
            {VARIABLE: "postgresql://reader:secret@127.0.0.1:1/records"},
            (
                "ASSAY_RECORDS_TESTS (courses): the database cannot be reached; "
                "expected what ASSAY_RECORDS_TESTS says to lead to it."
            ),
        ),
    ],
    ids=["address", "another variable", "not set", "no address", "nobody there"],
)
def test_a_database_that_cannot_be_reached_is_one_problem_and_tells_no_secret(
    tmp_path: Path, database: str, environment: dict[str, str], said: str
) -> None:
    found = freeze(tmp_path, environment, database=database)

    assert [str(each) for each in found.problems] == [said]
    assert found.populations == ()


@pytest.mark.postgres
def test_a_table_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    environment = {VARIABLE: os.environ["ASSAY_TEST_POSTGRES"]}

    problems = [
        str(problem)
        for table in ("", "nowhere", 'x"; DROP TABLE y; --', "nowhere.at.all")
        for problem in freeze(tmp_path, environment, database=VARIABLE, table=table).problems
    ]

    wanted = "expected a table or view that the account may read."
    assert problems == [
        f"ASSAY_RECORDS_TESTS: no table is named; {wanted}",
        f"ASSAY_RECORDS_TESTS (nowhere): no table called 'nowhere'; {wanted}",
        (
            'ASSAY_RECORDS_TESTS (x"; DROP TABLE y; --): '
            f"no table called 'x\"; DROP TABLE y; --'; {wanted}"
        ),
        f"ASSAY_RECORDS_TESTS (nowhere.at.all): no table called 'nowhere.at.all'; {wanted}",
    ]


@pytest.mark.postgres
def test_a_table_is_read_each_time_and_frozen_where_it_has_changed(tmp_path: Path) -> None:
    with in_postgres(COURSES, "training_completion") as (source, environment):
        before, again = (
            freeze_changed_records(tmp_path, [source], tmp_path / "kept", environment=environment)
            for _ in range(2)
        )
        assert before == again
        assert not list(tmp_path.glob("kept/frozen-*/.freezing-*"))
    headings, records = COURSES
    with in_postgres((headings, records[:1]), "training_completion") as (source, environment):
        after = freeze_changed_records(
            tmp_path, [source], tmp_path / "kept", environment=environment
        )

    counts = [each.populations[0].population.row_count for each in (before, after)]
    assert counts == [2, 1]
    assert after.populations[0].folder != before.populations[0].folder
