"""The command line as somebody types it, and a small folder to type it on."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assay.cli.main import run
from assay.domain.risk import Risk
from assay.domain.site import Site
from assay.ledger.entry import Author, retiring, saying
from assay.ledger.ledger import Ledger
from assay.output.folder import render_folder, write_folder


@dataclass(frozen=True)
class Ran:
    """What a command printed, and the code it ended with."""

    code: int
    out: str
    err: str


Assay = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _nothing_kept_of_this_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))


@pytest.fixture
def assay(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Assay:
    """Return a function that runs a command in this process."""

    def typed(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["assay", *map(str, words)])
        try:
            run()
            code = 0
        except SystemExit as ending:
            code = int(ending.code or 0)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return typed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a small organisation with a history."""
    ledger = Ledger("tinker")
    ana, bo = Author("ana", "isms lead"), Author("bo", "consultant", external=True)
    fire = Risk(key="R-1", title="Fire in Porto", likelihood=2)
    flood = Risk(key="R-2", title="Flood")
    ledger.append(
        [saying(Site(key="S1", name="Porto")), saying(fire), saying(flood)],
        by=bo,
        recorded_at=datetime(2026, 1, 10, 9, tzinfo=UTC),
    )
    ledger.append(
        [saying(fire.changed(likelihood=3), because="INC-4"), retiring(flood)],
        by=ana,
        recorded_at=datetime(2026, 2, 20, 14, 30, tzinfo=UTC),
    )
    write_folder(tmp_path / "tinker", render_folder(ledger.dossier(), lambda _: b""))
    return tmp_path / "tinker"
