"""What is noticed before the store is trusted."""

import sqlite3

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import connection, models

from assay.ledger.entry import saying
from assay.store import startup
from assay.store.errors import UnguardedStoreError
from assay.store.models import StoredEntry
from assay.store.opening import open_store, store_warnings
from assay.store.trigger import GUARDED
from tests.store.databases import Database
from tests.store.fixtures import ANA, NOON, kept, risk

SQLITE_TRIGGERS = [
    "entry_refuses_update",
    "entry_refuses_delete",
    "entry_refuses_replacement",
    "entry_refuses_odd_rowid",
    "entry_continues_chain",
]

OLD_SQLITE = (
    "SQLite is 3.51.2; expected 3.51.3 or later. Older ones can damage the database when two "
    "processes write at the same instant. Use a newer Python build or PostgreSQL; verify and "
    "back up often."
)

MADE = "CREATE OR REPLACE TRIGGER entry_only_grows"
RUNS = "ON entry FOR EACH STATEMENT EXECUTE FUNCTION entry_only_grows()"


def errors_found() -> list[str]:
    return [
        message.msg
        for message in checks.run_checks(tags=[checks.Tags.database], databases=["default"])
        if message.level >= checks.ERROR
    ]


def drop(database: Database, trigger: str, table: str) -> None:
    of_table = f" ON {table}" if database.vendor == "postgresql" else ""
    with database.foreign() as owner:
        owner.execute(f"DROP TRIGGER {trigger}{of_table}")


def test_a_store_as_it_was_made_is_opened(database: Database) -> None:
    open_store()

    assert errors_found() == [], database.vendor


def test_a_dropped_trigger_is_named(database: Database) -> None:
    dropped = "file_refuses_delete" if database.vendor == "sqlite" else "file_only_grows"
    drop(database, dropped, "file")

    with pytest.raises(UnguardedStoreError) as refused:
        open_store()

    fault = f"the trigger {dropped} of the table file is missing"
    assert refused.value.faults == (fault,)
    assert str(refused.value) == (
        f"store: {fault}; expected every trigger that keeps what was recorded. "
        "Put them back with 'python -m django migrate --settings=assay.store.settings', "
        "then verify each ledger."
    )
    assert errors_found() == [f"{fault}."]


def test_a_trigger_that_was_made_harmless_is_named(database: Database) -> None:
    with database.foreign() as owner:
        if database.vendor == "sqlite":
            owner.execute("DROP TRIGGER entry_refuses_update")
            owner.execute(
                "CREATE TRIGGER entry_refuses_update BEFORE UPDATE ON entry BEGIN SELECT 1; END"
            )
        else:
            owner.execute(
                "CREATE OR REPLACE FUNCTION entry_only_grows() RETURNS trigger "
                "LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
            )

    name = "entry_refuses_update" if database.vendor == "sqlite" else "entry_only_grows"
    assert errors_found() == [f"the trigger {name} of the table entry is not as Assay makes it."]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE entry DISABLE TRIGGER entry_only_grows",
        "ALTER TABLE entry ENABLE TRIGGER entry_only_grows",
        f"{MADE} BEFORE UPDATE OF body OR DELETE OR TRUNCATE {RUNS}",
        f"{MADE} BEFORE UPDATE {RUNS}",
    ],
    ids=["off", "off in a replica", "on for one column", "on for one verb"],
)
def test_a_trigger_that_was_weakened_is_named(postgresql_database: Database, change: str) -> None:
    with postgresql_database.foreign() as owner:
        owner.execute(change)

    assert errors_found() == [
        "the trigger entry_only_grows of the table entry is not as Assay makes it."
    ]


def test_migrate_puts_back_what_is_missing(database: Database) -> None:
    of_each = "only_grows" if database.vendor == "postgresql" else "refuses_update"
    for table in GUARDED:
        drop(database, f"{table}_{of_each}", table)

    call_command("migrate", verbosity=0)

    assert errors_found() == []


def test_a_table_that_django_builds_anew_loses_its_triggers_and_that_is_noticed(
    sqlite_database: Database,
) -> None:
    altered = models.TextField(null=True)
    altered.set_attributes_from_name("because")
    before = StoredEntry._meta.get_field("because")

    with connection.schema_editor() as editor:
        editor.alter_field(StoredEntry, before, altered)

    assert errors_found() == [
        f"the trigger {name} of the table entry is missing." for name in SQLITE_TRIGGERS
    ]
    with pytest.raises(UnguardedStoreError):
        open_store()
    call_command("migrate", verbosity=0)
    assert errors_found() == [], sqlite_database.vendor


@pytest.mark.usefixtures("sqlite_database")
def test_an_old_sqlite_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.51.2")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))

    warnings = list(store_warnings())

    assert warnings == [OLD_SQLITE]


def test_a_mended_sqlite_is_not_warned_of(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))

    assert list(store_warnings()) == [], sqlite_database.vendor


@pytest.mark.postgres
def test_a_role_that_owns_the_tables_is_told_what_to_revoke(postgresql_database: Database) -> None:
    (told,) = startup.check_postgresql(["default"])

    assert told.id == "store.I001"
    assert "REVOKE UPDATE, DELETE, TRUNCATE ON entry" in (told.hint or "")
    assert list(store_warnings()) == [], postgresql_database.vendor


@pytest.mark.postgres
def test_a_role_that_may_only_read_and_add_can_write_a_ledger(
    postgresql_database: Database,
) -> None:
    with postgresql_database.foreign() as owner:
        tables = ", ".join(GUARDED)
        owner.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM assay")
        acme = kept("acme", "Acme")

        acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)

    assert startup.check_postgresql(["default"]) == []
    assert len(list(acme.entries())) == 1
