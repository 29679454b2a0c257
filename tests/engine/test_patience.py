"""Long statements are told of while they run, and end where whoever is told says so."""

import duckdb
import pytest

from assay.engine import patience
from assay.engine.patience import PatientConnection

LONG = "SELECT count(*) FROM range(40000000) a, range(200) b WHERE a.range * b.range % 7 = 3"


class EndedError(Exception):
    """Nobody wants it any more."""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS_BETWEEN", 0.05)


def test_a_long_statement_is_told_of_and_its_answer_is_the_same() -> None:
    told: list[int] = []
    query = LONG.replace("range(200)", "range(2)")
    with duckdb.connect() as connection:
        patient = PatientConnection(connection, lambda: told.append(1))

        answer = patient.execute(query).fetchall()

        assert answer == connection.execute(query).fetchall()
    assert told


def test_a_statement_ends_when_whoever_is_told_raises() -> None:
    def end() -> None:
        raise EndedError

    with duckdb.connect() as connection:
        with pytest.raises(EndedError):
            PatientConnection(connection, end).execute(LONG)

        assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_what_a_statement_raises_is_raised() -> None:
    with duckdb.connect() as connection, pytest.raises(duckdb.ParserException):
        PatientConnection(connection, lambda: None).execute("SELEKT 1")
