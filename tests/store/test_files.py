"""Files in the store: known by their content, signed for, and read with suspicion."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from assay.domain.errors import NotFoundError
from assay.store.errors import AlteredFileError
from assay.store.files import altered_files, copy_file, kept_files, read_file
from assay.store.ledger import StoredLedger
from assay.store.models import StoredFile
from assay.store.pen import CHUNK_SIZE, writing
from tests.store.databases import Database
from tests.store.fixtures import ANA, BO, NOON, kept

POLICY = b"Laptops are locked when nobody sits at them."
NAME = sha256(POLICY).hexdigest()


def keep(content: bytes, organisation: str = "acme") -> str:
    name = sha256(content).hexdigest()
    with writing(organisation, by=ANA, recorded_at=NOON) as pen:
        pen.keep_file(name, content)
    return name


@contextmanager
def unguarded(database: Database, table: str) -> Iterator[Any]:
    """Give the owner of the database what the owner of a database can do."""
    with database.foreign() as owner:
        if database.vendor == "sqlite":
            owner.execute(f"DROP TRIGGER {table}_refuses_update")
        else:
            owner.execute(f"DROP TRIGGER {table}_only_grows ON {table}")
        yield owner


@pytest.mark.parametrize("size", [0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1])
def test_a_file_comes_back_as_it_was_taken_in(acme: StoredLedger, size: int) -> None:
    content = bytes(number % 251 for number in range(size))

    name = keep(content)

    assert read_file(acme.organisation, name) == content
    assert kept_files(acme.organisation) == {name}
    assert list(altered_files(acme.organisation)) == []


@pytest.mark.row("R-151", "R-293")
def test_an_intake_is_signed_and_stays_that_of_the_first(acme: StoredLedger) -> None:
    with writing("acme", by=ANA, recorded_at=NOON) as pen:
        first = pen.keep_file(NAME, POLICY)
    with writing("acme", by=BO, recorded_at=NOON) as pen:
        second = pen.keep_file(NAME, POLICY)

    row = StoredFile.objects.get(organisation=acme.organisation)
    assert (first, second) == (True, False)
    assert (row.sha256, row.size) == (NAME, len(POLICY))
    assert (row.by_name, row.by_role, row.by_external, row.recorded_at) == (
        "Ana Ferreira",
        "ISMS lead",
        False,
        "2026-01-31T12:00:00.000000Z",
    )


def test_one_organisation_does_not_see_the_files_of_another(acme: StoredLedger) -> None:
    kept("zenith", "Zenith")
    name = keep(POLICY, acme.organisation)

    with pytest.raises(NotFoundError):
        read_file("zenith", name)


def test_bytes_under_the_hash_of_others_are_refused(acme: StoredLedger) -> None:
    with (
        pytest.raises(AlteredFileError) as refused,
        writing("acme", by=ANA, recorded_at=NOON) as pen,
    ):
        pen.keep_file(NAME, b"something else", "documents/policy.md")

    assert str(refused.value) == (
        f"documents/policy.md: its SHA-256 is {sha256(b'something else').hexdigest()}; "
        f"expected content with the SHA-256 {NAME}."
    )
    assert kept_files(acme.organisation) == frozenset()


@pytest.mark.row("R-151")
def test_a_byte_that_was_flipped_in_the_database_is_noticed(
    acme: StoredLedger, database: Database
) -> None:
    keep(POLICY)
    intact = keep(b"another file")
    altered = b"l" + POLICY[1:]
    with unguarded(database, "file_chunk") as owner:
        owner.execute(
            f"UPDATE file_chunk SET content = {literal(database, altered)} "  # noqa: S608
            f"WHERE sha256 = '{NAME}'"
        )

    with pytest.raises(AlteredFileError) as refused:
        read_file(acme.organisation, NAME, "documents/policy.md")

    assert str(refused.value) == (
        f"documents/policy.md: the kept bytes have the SHA-256 {sha256(altered).hexdigest()}; "
        f"expected content with the SHA-256 {NAME}."
    )
    assert [error.sha256 for error in altered_files(acme.organisation)] == [NAME]
    assert read_file(acme.organisation, intact) == b"another file"


@pytest.mark.row("R-151")
def test_a_byte_that_was_flipped_on_the_disk_is_noticed(sqlite_database: Database) -> None:
    kept("acme", "Acme")
    keep(POLICY)
    connections.close_all()
    path = Path(sqlite_database.settings["NAME"])
    path.write_bytes(path.read_bytes().replace(POLICY, POLICY.swapcase()))

    with pytest.raises(AlteredFileError):
        read_file("acme", NAME)


@pytest.mark.row("R-151")
@pytest.mark.parametrize(
    "change",
    [
        "recorded_at = '2025-12-01T12:00:00.000000Z'",
        "by_name = 'Bo Lindqvist'",
        "by_role = 'auditor'",
        "by_external = NOT by_external",
        "size = 1",
    ],
)
def test_an_intake_that_was_changed_later_is_noticed(
    acme: StoredLedger, database: Database, change: str
) -> None:
    keep(POLICY)
    with unguarded(database, "file") as owner:
        owner.execute(f"UPDATE file SET {change}")  # noqa: S608

    (fault,) = altered_files(acme.organisation)

    assert str(fault) == (
        "file: who took it in, or when, is not what was sealed; "
        f"expected content with the SHA-256 {NAME}."
    )


def test_a_large_file_is_copied_in_pieces(acme: StoredLedger, tmp_path: Path) -> None:
    content = b"0123456789abcdef" * (CHUNK_SIZE // 4)
    name = keep(content)

    with (tmp_path / "copy").open("wb") as target:
        copy_file(acme.organisation, name, target)

    assert (tmp_path / "copy").read_bytes() == content


def literal(database: Database, content: bytes) -> str:
    return f"x'{content.hex()}'" if database.vendor == "sqlite" else f"'\\x{content.hex()}'"
