"""``assay ledger verify``: the first entry that does not fit, and every altered file."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from assay.domain.file import File
from assay.ledger.entry import Author, saying
from assay.ledger.ledger import Ledger
from assay.output.folder import render_folder, write_folder
from tests.cli.conftest import Assay


@pytest.mark.row("R-293")
def test_a_chain_that_fits_is_said_to_fit(assay: Assay, folder: Path) -> None:
    ran = assay("ledger", "verify", folder)

    assert ran.code == 0
    assert ran.out.startswith("tinker: 5 entries fit, 0 files are what was recorded.\n")


@pytest.mark.row("R-293")
def test_the_first_entry_that_does_not_fit_is_named(assay: Assay, folder: Path) -> None:
    ledger = folder / "ledger.jsonl"
    ledger.write_text(ledger.read_text().replace("Fire in Porto", "Fire in Paris"))

    ran = assay("ledger", "verify", folder)

    assert (ran.code, ran.err) == (
        6,
        (
            "ledger.jsonl: entry 2 (risk R-1, place 2 in the chain): "
            "what it says is not what was hashed.\n"
        ),
    )


def test_a_missing_entry_is_noticed(assay: Assay, folder: Path) -> None:
    ledger = folder / "ledger.jsonl"
    lines = ledger.read_text().splitlines(keepends=True)
    ledger.write_text("".join(lines[:1] + lines[2:]))

    ran = assay("ledger", "verify", folder, "--json")

    assert json.loads(ran.out)["faults"] == [
        "ledger.jsonl: entry 3 (risk R-2, place 2 in the chain): it is numbered 3; expected 2."
    ]


def test_a_broken_chain_is_read_by_no_command(assay: Assay, folder: Path) -> None:
    ledger = folder / "ledger.jsonl"
    ledger.write_text(ledger.read_text().replace("Fire in Porto", "Fire in Paris"))

    assert assay("show", folder).code == 6


@pytest.mark.row("R-151")
def test_one_flipped_byte_of_a_file_is_named(assay: Assay, tmp_path: Path) -> None:
    content = b"Access is reviewed quarterly."
    recorded = sha256(content).hexdigest()
    file = File(key="documents/POL-01.txt", sha256=recorded, size=len(content))
    ledger = Ledger("tinker")
    ana, then = Author("ana", "isms lead"), datetime(2026, 1, 5, 8, tzinfo=UTC)
    ledger.append([saying(file)], by=ana, recorded_at=then)
    folder = tmp_path / "tinker"
    write_folder(folder, render_folder(ledger.dossier(), lambda _: content))
    flipped = bytes([content[0] ^ 1]) + content[1:]
    (folder / file.key).write_bytes(flipped)

    ran = assay("ledger", "verify", folder)

    assert (ran.code, ran.err) == (
        6,
        (
            f"documents/POL-01.txt: its SHA-256 is {sha256(flipped).hexdigest()}; "
            f"expected {file.sha256}, as recorded 2026-01-05 08:00 UTC by ana (entry 1).\n"
        ),
    )


def test_a_folder_without_history_cannot_be_verified(assay: Assay, tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text('organisation = "tinker"\n')

    ran = assay("ledger", "verify", tmp_path)

    assert ran.code == 2
    assert "there is no ledger.jsonl; expected the history that an export writes" in ran.err
