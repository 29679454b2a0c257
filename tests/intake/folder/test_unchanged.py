"""A register that stands exactly as the history would write it is not taken apart again."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assay.domain.site import Site
from assay.intake.folder.read import FolderReading, read_folder
from assay.ledger.entry import Author, saying
from assay.ledger.ledger import Ledger
from assay.output.folder import render_folder, write_folder
from assay.output.tables import render_register

ANA = Author("ana", "isms lead")
THEN = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ledger = Ledger("somewhere")
    sites = [Site(key="S1", name="Utrecht"), Site(key="S2", name="Porto")]
    ledger.append([saying(site) for site in sites], by=ANA, recorded_at=THEN)
    write_folder(tmp_path / "it", render_folder(ledger.dossier(), lambda _: b""))
    return tmp_path / "it"


def read(folder: Path, *, known: bool = True) -> FolderReading:
    written_as = render_register if known else None
    return read_folder(folder, by=ANA, recorded_at=THEN, written_as=written_as)


def test_both_ways_of_reading_come_to_the_same(folder: Path) -> None:
    quick, whole = read(folder), read(folder, known=False)

    assert quick.ledger.entries == whole.ledger.entries
    assert quick.registers == whole.registers


def test_one_changed_letter_is_noticed(folder: Path) -> None:
    sites = folder / "registers" / "sites.csv"
    sites.write_text(sites.read_text().replace("Porto", "Porta"))

    changed = read(folder)

    assert [entry.key for entry in changed.ledger.entries[changed.recorded :]] == ["S2"]
    assert changed.dossier()[Site]["S2"].name == "Porta"


def test_an_unchanged_register_retires_nothing(folder: Path) -> None:
    assert len(read(folder).ledger.entries) == 2


def test_what_is_written_otherwise_is_read(folder: Path) -> None:
    def otherwise(items: Iterable[Any], kind: type[Any]) -> bytes:
        return render_register(items, kind) + b"\n"

    reading = read_folder(folder, by=ANA, recorded_at=THEN, written_as=otherwise)

    assert list(reading.dossier()[Site]) == ["S1", "S2"]


def test_a_ledger_that_grew_after_the_reading_is_told_whole(folder: Path) -> None:
    reading = read(folder)
    before = reading.dossier()

    reading.ledger.append([saying(Site(key="S3", name="Brno"))], by=ANA, recorded_at=THEN)

    assert list(reading.dossier()[Site]) == ["S1", "S2", "S3"]
    assert list(before[Site]) == ["S1", "S2"]
