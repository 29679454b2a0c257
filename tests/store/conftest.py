"""The fixtures of the store, for its own tests."""

from tests.store.fixtures import (
    acme,
    database,
    postgresql_database,
    postgresql_template,
    sqlite_database,
    sqlite_template,
)

__all__ = [
    "acme",
    "database",
    "postgresql_database",
    "postgresql_template",
    "sqlite_database",
    "sqlite_template",
]
