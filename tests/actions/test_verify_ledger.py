"""Looking whether what the store keeps is still what was recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest

from assay.actions.verify_ledger import verify_ledger
from assay.domain.file import File
from assay.ledger.entry import saying
from assay.store.ledger import StoredLedger
from assay.store.pen import writing
from tests.store.databases import Database
from tests.store.fixtures import ANA, BO, NOON, risk

FIRST, SECOND, THIRD = b"first version", b"second version", b"never named"


def hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def a_file(key: str, content: bytes) -> File:
    return File(key=key, sha256=hash_of(content), size=len(content))


@pytest.fixture
def filled(acme: StoredLedger) -> StoredLedger:
    """Give a test two versions of a document, and a risk."""
    with writing("acme", by=ANA, recorded_at=NOON) as pen:
        for content in (FIRST, SECOND, THIRD):
            pen.keep_file(hash_of(content), content)
        pen.append([saying(a_file("documents/policy.md", FIRST)), saying(risk("R-1"))])
    acme.append([saying(a_file("documents/policy.md", SECOND))], by=BO, recorded_at=NOON)
    acme.append([saying(a_file("documents/copy.md", SECOND))], by=BO, recorded_at=NOON)
    return acme


@contextmanager
def unguarded(database: Database, table: str) -> Iterator[Any]:
    """Give the owner of the database what the owner of a database can do."""
    with database.foreign() as owner:
        if database.vendor == "sqlite":
            owner.execute(f"DROP TRIGGER {table}_refuses_update")
            owner.execute(f"DROP TRIGGER {table}_refuses_delete")
        else:
            owner.execute(f"DROP TRIGGER {table}_only_grows ON {table}")
        yield owner


def test_what_was_not_touched_verifies(filled: StoredLedger) -> None:
    verified = verify_ledger("acme")

    assert verified.faults == ()
    assert (verified.entries, verified.files) == (4, 3)
    assert verified.head == filled.in_memory().entries[-1].hash


@pytest.mark.row("R-151")
def test_a_file_with_a_flipped_byte_is_named_with_its_intake(
    filled: StoredLedger, database: Database
) -> None:
    altered = b"Second version"
    flip(database, SECOND, altered)

    (fault,) = verify_ledger(filled.organisation).faults

    assert fault == (
        "documents/policy.md, documents/copy.md: "
        f"the kept bytes have the SHA-256 {hash_of(altered)}; "
        f"expected content with the SHA-256 {hash_of(SECOND)}, "
        "as recorded 2026-01-31 12:00 UTC by Bo Lindqvist (entry 4)."
    )


@pytest.mark.row("R-151")
def test_an_earlier_version_of_a_file_is_looked_at_too(
    filled: StoredLedger, database: Database
) -> None:
    flip(database, FIRST, b"First version")

    (fault,) = verify_ledger(filled.organisation).faults

    assert fault.startswith("documents/policy.md: the kept bytes have the SHA-256 ")
    assert fault.endswith("by Ana Ferreira (entry 1).")


def test_a_file_that_no_entry_names_is_looked_at_too(
    filled: StoredLedger, database: Database
) -> None:
    flip(database, THIRD, b"Never named")

    (fault,) = verify_ledger(filled.organisation).faults

    assert fault == (
        "a file that no entry names: "
        f"the kept bytes have the SHA-256 {hash_of(b'Never named')}; "
        f"expected content with the SHA-256 {hash_of(THIRD)}."
    )


@pytest.mark.row("R-151")
def test_a_file_that_is_gone_is_named(filled: StoredLedger, database: Database) -> None:
    with unguarded(database, "file") as owner:
        owner.execute(f"DELETE FROM file WHERE sha256 = '{hash_of(SECOND)}'")  # noqa: S608

    (fault,) = verify_ledger(filled.organisation).faults

    assert fault.startswith("documents/policy.md, documents/copy.md: nothing is kept; expected ")


@pytest.mark.row("R-151")
def test_the_first_entry_that_does_not_fit_is_named_beside_the_files(
    filled: StoredLedger, database: Database
) -> None:
    flip(database, SECOND, b"Second version")
    with unguarded(database, "entry") as owner:
        owner.execute("UPDATE entry SET recorded_at = '2026-01-31T11:00:00.000000Z' WHERE seq = 1")

    chain, file = verify_ledger(filled.organisation).faults

    assert chain == (
        "entry 1 (file documents/policy.md, place 1 in the chain): "
        "what it says is not what was hashed."
    )
    assert file.startswith("documents/policy.md, documents/copy.md: the kept bytes have")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("body = '{}'", "entry 1 (file documents/policy.md, place 1 in the chain): what it says"),
        (
            "recorded_at = '2026-13-31T11:00:00.000000Z'",
            "the ledger of acme is broken: entry 1 (file documents/policy.md): it is no entry",
        ),
    ],
)
def test_an_entry_that_cannot_be_read_is_named_too(
    filled: StoredLedger, database: Database, change: str, says: str
) -> None:
    with unguarded(database, "entry") as owner:
        owner.execute(f"UPDATE entry SET {change} WHERE seq = 1")  # noqa: S608

    chain, *_ = verify_ledger(filled.organisation).faults

    assert chain.startswith(says)


def flip(database: Database, content: bytes, altered: bytes) -> None:
    literal = f"x'{altered.hex()}'" if database.vendor == "sqlite" else f"'\\x{altered.hex()}'"
    with unguarded(database, "file_chunk") as owner:
        owner.execute(
            f"UPDATE file_chunk SET content = {literal} "  # noqa: S608
            f"WHERE sha256 = '{hash_of(content)}'"
        )
