"""Giving out what the store keeps of an organisation, as a folder."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from assay.actions.export_folder import export_folder
from assay.actions.import_folder import import_folder
from assay.domain.file import File
from assay.domain.organisation import Organisation
from assay.intake.folder.read import read_folder
from assay.ledger.entry import saying
from assay.store.errors import AlteredFileError
from assay.store.ledger import StoredLedger
from assay.store.pen import writing
from tests.store.databases import Database
from tests.store.fixtures import ANA, NOON, kept, risk

POLICY = b"# Laptop policy\n\nLaptops are locked when nobody sits at them.\n"
NAME = sha256(POLICY).hexdigest()


def a_policy() -> File:
    return File(key="documents/policy.md", sha256=NAME, size=len(POLICY))


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def filled(database: Database) -> StoredLedger:
    """Give a test an organisation with a file and two risks."""
    acme = kept("acme", "Acme")
    with writing("acme", by=ANA, recorded_at=NOON) as pen:
        pen.keep_file(NAME, POLICY)
        items = (Organisation(key="acme", name="Acme"), a_policy(), risk("R-1"))
        pen.append([saying(item) for item in items])
    acme.append([saying(risk("R-2"))], by=ANA, recorded_at=NOON + timedelta(days=1))
    assert database.vendor
    return acme


@pytest.mark.row("R-235")
def test_an_export_reads_as_the_ledger_it_was_made_from(
    filled: StoredLedger, tmp_path: Path
) -> None:
    folder = write(tmp_path / "folder", dict(export_folder("acme")))

    reading = read_folder(folder, by=ANA, recorded_at=NOON + timedelta(days=2))

    assert reading.problems == ()
    assert reading.ledger.entries == list(filled.entries())
    assert reading.read_file(a_policy()) == POLICY


@pytest.mark.row("R-235")
def test_an_export_that_is_imported_again_brings_nothing(
    filled: StoredLedger, tmp_path: Path
) -> None:
    folder = write(tmp_path / "folder", dict(export_folder("acme")))
    later = NOON + timedelta(days=2)
    reading = read_folder(folder, by=ANA, recorded_at=later)

    imported = import_folder(
        reading.ledger, reading.read_file, recorded=reading.recorded, by=ANA, recorded_at=later
    )

    assert (imported.history, imported.said, imported.files) == (0, 0, 0)
    assert dict(export_folder("acme")) == dict(export_folder(filled.organisation))


def test_an_export_as_of_an_instant_holds_what_was_recorded_by_then(
    filled: StoredLedger,
) -> None:
    earlier = dict(export_folder(filled.organisation, until=NOON))

    assert earlier["registers/risks.csv"].count(b"R-") == 1
    assert earlier["ledger.jsonl"].count(b"\n") == 3


@pytest.mark.row("R-151")
def test_a_file_that_was_altered_in_the_store_is_not_given_out(
    filled: StoredLedger, database: Database
) -> None:
    with database.foreign() as owner:
        if database.vendor == "sqlite":
            owner.execute("DROP TRIGGER file_chunk_refuses_update")
            owner.execute("UPDATE file_chunk SET content = x'00'")
        else:
            owner.execute("DROP TRIGGER file_chunk_only_grows ON file_chunk")
            owner.execute("UPDATE file_chunk SET content = '\\x00'")

    with pytest.raises(AlteredFileError, match=r"^documents/policy\.md: the kept bytes have"):
        dict(export_folder(filled.organisation))
