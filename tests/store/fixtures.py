"""What tests of the store start from; a conftest names what it wants of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assay.domain.risk import Risk
from assay.ledger.entry import Author
from assay.store.ledger import StoredLedger
from assay.store.pen import writing
from tests.store import databases
from tests.store.databases import Database

ANA = Author("Ana Ferreira", "ISMS lead")
BO = Author("Bo Lindqvist", "internal auditor")
CLEO = Author("Cleo Roth", "consultant", external=True)

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once on SQLite."""
    path = tmp_path_factory.mktemp("template") / "assay.sqlite3"
    databases.make_sqlite(path)
    return path


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[str]:
    """Make the tables once on PostgreSQL."""
    with databases.make_postgresql() as name:
        yield name


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """Give a test a SQLite database."""
    home = tmp_path / "home"
    made = databases.copy_sqlite(sqlite_template, home / "assay.sqlite3")
    with databases.in_use(made.settings), databases.at_home(home):
        yield made


@pytest.fixture
def postgresql_database(postgresql_template: str, tmp_path: Path) -> Iterator[Database]:
    """Give a test a PostgreSQL database."""
    with (
        databases.copy_postgresql(postgresql_template) as made,
        databases.in_use(made.settings),
        databases.at_home(tmp_path / "home"),
    ):
        yield made


@pytest.fixture(params=databases.ENGINES)
def database(request: pytest.FixtureRequest) -> Database:
    """Give a test a database, on each engine in turn."""
    made: Database = request.getfixturevalue(f"{request.param}_database")
    return made


@pytest.fixture
def acme(database: Database) -> StoredLedger:  # noqa: ARG001 - it is kept there
    """Give a test the ledger of an organisation of which nothing has been said."""
    return kept("acme", "Acme")


def kept(slug: str, name: str) -> StoredLedger:
    """Begin to keep an organisation's ledger."""
    with writing(slug, by=ANA, recorded_at=NOON) as pen:
        pen.add_organisation(name)
    return StoredLedger(slug)


def risk(key: str, title: str = "Loss of a laptop", **fields: object) -> Risk:
    """Return a risk that is only there to be recorded."""
    return Risk.model_validate({"key": key, "title": title, **fields})
