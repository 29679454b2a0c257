"""Rows that were recorded stay as they are, whoever tries to change them and how.

The attacker has the rights of the store's own role and any client it likes.  Only
what the owner of the database can do, to drop a trigger, is left to the check at
start-up and to the hash chain.
"""
# ruff: noqa: S608 - the attacks are SQL

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection

from assay.ledger.chain import Head, continued
from assay.ledger.entry import GENESIS, Entry, saying, sealed
from assay.store.entry_rows import write_entries
from assay.store.ledger import StoredLedger
from assay.store.models import FileChunk, Intake, StoredEntry, StoredFile, StoredOrganisation
from assay.store.pen import writing
from assay.store.triggers import trigger_faults
from tests.store.databases import Database
from tests.store.fixtures import ANA, BO, NOON, risk

POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgres)

COLUMNS = (
    "organisation, seq, recorded_at, by_name, by_role, by_external, "
    "register, key, body, because, previous, hash"
)
FORGED = "'2026-01-31T12:00:00.000000Z', 'Eve', 'nobody', false, 'risk', 'R-9', NULL, ''"
ZEROS, ONES = "0" * 64, "1" * 64

CHANGES = [
    "UPDATE entry SET body = NULL WHERE seq = 2",
    "UPDATE entry SET seq = seq + 10",
    "UPDATE entry SET by_name = 'Eve'",
    "DELETE FROM entry WHERE seq = 2",
    "DELETE FROM entry",
    "UPDATE organisation SET name = 'Other'",
    "DELETE FROM organisation",
    "UPDATE file SET recorded_at = '2020-01-01T00:00:00.000000Z'",
    "DELETE FROM file",
    "UPDATE file_chunk SET content = ''",
    "DELETE FROM file_chunk",
    "UPDATE intake SET by_name = 'Eve'",
    "DELETE FROM intake",
    f"""INSERT INTO entry ({COLUMNS}) VALUES ('acme', 2, {FORGED}, '{ZEROS}', '{ONES}')
        ON CONFLICT (organisation, seq) DO UPDATE SET body = excluded.body""",
    """INSERT INTO organisation (slug, name, recorded_at, by_name, by_role, by_external)
        VALUES ('acme', 'Other', '2026-01-31T12:00:00.000000Z', 'Eve', 'nobody', false)
        ON CONFLICT (slug) DO UPDATE SET name = excluded.name""",
]

REPLACEMENTS = [
    pytest.param(
        f"INSERT OR REPLACE INTO entry ({COLUMNS}) "
        f"VALUES ('acme', 2, {FORGED}, (SELECT hash FROM entry WHERE seq = 1), '{ONES}')",
        id="of the same seq",
    ),
    pytest.param(
        f"REPLACE INTO entry ({COLUMNS}) "
        f"VALUES ('acme', 3, {FORGED}, (SELECT hash FROM entry WHERE seq = 2), '{ONES}')",
        id="of the last entry",
    ),
    pytest.param(
        f"INSERT OR REPLACE INTO entry (rowid, {COLUMNS}) "
        f"VALUES (1, 'acme', 4, {FORGED}, (SELECT hash FROM entry WHERE seq = 3), '{ONES}')",
        id="by the rowid of an old entry",
    ),
    pytest.param(
        f"INSERT OR REPLACE INTO entry (rowid, {COLUMNS}) "
        f"VALUES (3, 'other', 1, {FORGED}, '{GENESIS}', '{ONES}')",
        id="by a rowid, for another organisation",
    ),
    pytest.param(
        f"INSERT INTO entry (rowid, {COLUMNS}) "
        f"VALUES (-1, 'acme', 4, {FORGED}, (SELECT hash FROM entry WHERE seq = 3), '{ONES}')",
        id="prepared by a rowid that an insert without one seems to name",
    ),
    pytest.param(
        f"INSERT OR IGNORE INTO entry ({COLUMNS}) "
        f"VALUES ('acme', 9, {FORGED}, '{ZEROS}', '{ONES}')",
        id="under a policy that would pass over errors",
    ),
    pytest.param(
        "REPLACE INTO file SELECT * FROM file",
        id="of a file's intake",
    ),
    pytest.param(
        "REPLACE INTO file_chunk SELECT organisation, sha256, position, x'00' FROM file_chunk",
        id="of a file's bytes",
    ),
    pytest.param("REPLACE INTO intake SELECT * FROM intake", id="of an intake"),
    pytest.param("REPLACE INTO organisation SELECT * FROM organisation", id="of an organisation"),
]

QUERYSETS: list[Callable[[], Any]] = [
    lambda: StoredEntry.objects.filter(seq=2).update(because="something else"),
    lambda: StoredEntry.objects.all().delete(),
    lambda: StoredEntry.objects.get(pk=("acme", 2)).delete(),
    lambda: StoredEntry.objects.get(pk=("acme", 2)).save(),
    lambda: StoredEntry.objects.bulk_create(
        [StoredEntry.objects.get(pk=("acme", 2))],
        update_conflicts=True,
        unique_fields=["organisation", "seq"],
        update_fields=["body"],
    ),
    lambda: StoredFile.objects.update(by_name="Eve"),
    lambda: FileChunk.objects.update(content=b""),
    lambda: Intake.objects.all().delete(),
    lambda: StoredOrganisation.objects.update(name="Other"),
]


@pytest.fixture
def ledger(acme: StoredLedger) -> StoredLedger:
    """Give a test three entries, of which two were taken in, and a file."""
    before = continued(
        Head("acme"), [saying(risk("R-1")), saying(risk("R-2"))], by=BO, recorded_at=NOON
    )
    with writing("acme", by=ANA, recorded_at=NOON) as pen:
        pen.take_in(list(before))
        pen.append([saying(risk("R-3"))])
        pen.keep_file(sha256(b"evidence").hexdigest(), b"evidence")
    return acme


def everything(database: Database) -> list[Any]:
    tables = ["entry", "file", "file_chunk", "intake", "organisation"]
    with database.foreign() as client:
        return [client.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@pytest.mark.row("R-293")
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_sql_is_refused(ledger: StoredLedger, database: Database, change: str) -> None:
    before = everything(database)

    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute(change)
    with database.foreign() as client, pytest.raises(Exception, match=r"only grows|follow"):
        client.execute(change)

    assert everything(database) == before
    ledger.verify()


@pytest.mark.row("R-293")
@pytest.mark.parametrize("change", QUERYSETS)
def test_a_change_through_the_models_is_refused(
    ledger: StoredLedger, database: Database, change: Callable[[], Any]
) -> None:
    before = everything(database)

    with pytest.raises(IntegrityError):
        change()

    assert everything(database) == before
    ledger.verify()


@pytest.mark.row("R-293")
@pytest.mark.parametrize("pragma", ["ON", "OFF"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("replacement", REPLACEMENTS)
def test_a_replacement_is_refused_whatever_the_client_has_set(
    ledger: StoredLedger, database: Database, replacement: str, pragma: str
) -> None:
    before = everything(database)

    with database.foreign() as client:
        client.execute(f"PRAGMA recursive_triggers = {pragma}")
        with pytest.raises(Exception, match=r"only grows|follow|rowid"):
            client.execute(replacement)

    assert everything(database) == before
    ledger.verify()


@pytest.mark.row("R-293")
@pytest.mark.parametrize("database", [POSTGRESQL], indirect=True)
@pytest.mark.parametrize("table", ["entry", "file", "file_chunk", "intake", "organisation"])
@pytest.mark.parametrize("user", ["assay", "postgres"])
def test_truncate_is_refused_even_to_a_superuser_that_plays_a_replica(
    ledger: StoredLedger, database: Database, table: str, user: str
) -> None:
    before = everything(database)

    with database.foreign(user=user) as client:
        if user == "postgres":
            client.execute("SET session_replication_role = replica")
        for change in (f"TRUNCATE {table}", f"DELETE FROM {table}"):
            with pytest.raises(psycopg.errors.RestrictViolation, match=f"{table} only grows"):
                client.execute(change)

    assert everything(database) == before
    ledger.verify()


@pytest.mark.parametrize("database", [POSTGRESQL], indirect=True)
def test_a_temporary_table_of_the_same_name_does_not_mislead_the_trigger(
    ledger: StoredLedger, database: Database
) -> None:
    with database.foreign() as client:
        client.execute("CREATE TEMPORARY TABLE entry (LIKE public.entry)")
        with pytest.raises(psycopg.errors.RestrictViolation, match="seq does not follow"):
            client.execute(
                f"INSERT INTO public.entry ({COLUMNS}) "
                f"VALUES ('acme', 1, {FORGED}, '{GENESIS}', '{ONES}')"
            )

    ledger.verify()


@pytest.mark.parametrize(
    ("forge", "says"),
    [
        pytest.param(lambda e: replace(e, seq=e.seq + 1), "seq does not follow", id="a gap"),
        pytest.param(lambda e: replace(e, seq=e.seq - 1), "seq does not follow|there", id="twice"),
        pytest.param(lambda e: replace(e, seq=0), "seq does not follow", id="none"),
        pytest.param(
            lambda e: replace(e, previous=ONES), "previous is not the hash", id="another chain"
        ),
        pytest.param(
            lambda e: replace(e, previous=GENESIS), "previous is not the hash", id="a new chain"
        ),
        pytest.param(
            lambda e: replace(e, recorded_at=NOON - timedelta(days=1)),
            "recorded before the last",
            id="backdated",
        ),
    ],
)
def test_an_entry_that_does_not_continue_the_chain_is_refused(
    ledger: StoredLedger, forge: Callable[[Entry], Entry], says: str
) -> None:
    entries = list(ledger.entries())
    last = entries[-1]
    (following,) = continued(
        Head("acme", last.seq, last.recorded_at, last.hash),
        [saying(risk("R-4"))],
        by=ANA,
        recorded_at=NOON,
    )

    with pytest.raises(IntegrityError, match=says):
        write_entries([sealed(forge(following))])

    assert list(ledger.entries()) == entries


@pytest.mark.row("R-293")
@pytest.mark.parametrize("missing", ["by_name", "by_role", "recorded_at"])
@pytest.mark.parametrize("value", ["''", "NULL"])
def test_a_row_that_nobody_signs_is_refused(
    ledger: StoredLedger, database: Database, missing: str, value: str
) -> None:
    entries = list(ledger.entries())
    forged = FORGED.replace(
        {
            "by_name": "'Eve'",
            "by_role": "'nobody'",
            "recorded_at": "'2026-01-31T12:00:00.000000Z'",
        }[missing],
        value,
    )

    with database.foreign() as client, pytest.raises(Exception, match=r"(?i)signed|null|recorded"):
        client.execute(
            f"INSERT INTO entry ({COLUMNS}) VALUES ('acme', 4, {forged}, "
            f"(SELECT hash FROM entry WHERE seq = 3), '{ONES}')"
        )

    assert list(ledger.entries()) == entries


def test_the_triggers_are_as_they_have_to_be(database: Database) -> None:
    faults = trigger_faults(connection)

    assert faults == (), database.vendor
