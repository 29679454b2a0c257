"""The fixtures of the store, for the actions that write to it."""

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
