"""What is looked at before the store is trusted, as Django's system checks.

``open_store`` asks the same questions without Django's command line.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from django.core.checks import CheckMessage, Error, Info, Warning  # noqa: A004 - Django's names
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from assay.store.triggers import trigger_faults

WAL_MENDED_IN = (3, 51, 3)
"""Before this SQLite, two connections that write and checkpoint at the same
instant can damage a database in WAL mode."""

MAY_CHANGE = """
SELECT has_table_privilege(current_user, 'entry', 'UPDATE, DELETE, TRUNCATE')
"""


def check_triggers(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Name each trigger that does not guard its table."""
    return [
        Error(f"{fault}.", hint="Run migrate, then verify each ledger.", id="store.E001")
        for connection in _looked_at(databases)
        if "entry" in connection.introspection.table_names()
        for fault in trigger_faults(connection)
    ]


def check_sqlite_version(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Warn of a SQLite that can damage its own write-ahead log."""
    return [
        Warning(
            f"SQLite is {sqlite3.sqlite_version}; expected {_dotted(WAL_MENDED_IN)} or later.",
            hint=(
                "Older ones can damage the database when two processes write at the same "
                "instant. Use a newer Python build or PostgreSQL; verify and back up often."
            ),
            id="store.W001",
        )
        for connection in _looked_at(databases)
        if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < WAL_MENDED_IN
    ]


def check_postgresql(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Warn of a server that forgets, and tell of a role that may do too much."""
    return [
        message
        for connection in _looked_at(databases)
        if connection.vendor == "postgresql"
        for message in _postgresql_messages(connection)
    ]


def _postgresql_messages(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        if cursor.fetchone() == ("off",):
            yield Warning(
                "PostgreSQL runs with fsync off; expected on.",
                hint="What was confirmed would not outlive a power cut.",
                id="store.W002",
            )
        if "entry" in connection.introspection.table_names(cursor):
            cursor.execute(MAY_CHANGE)
            if cursor.fetchone() == (True,):
                yield Info(
                    "The role that Assay signs in with may change and delete rows of entry; "
                    "the triggers refuse it, but this role can drop them.",
                    hint=(
                        "Let another role own the tables and run migrate, and as the owner: "
                        "REVOKE UPDATE, DELETE, TRUNCATE ON entry, file, file_chunk, intake, "
                        "organisation FROM the role that Assay signs in with."
                    ),
                    id="store.I001",
                )


def _looked_at(databases: Sequence[str] | None) -> Iterator[BaseDatabaseWrapper]:
    return (connections[alias] for alias in databases or ())


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
