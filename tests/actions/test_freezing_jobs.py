"""Freezing in the background: killed in the middle and taken up again, cancelled, told in words."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.test import override_settings

from assay.actions import jobs
from assay.actions.checked_out import populations_folder
from assay.actions.desk import Desk
from assay.actions.export_upload import ExportUpload, drop_export, keep_export
from assay.actions.jobs import worker
from assay.actions.jobs.line import ask_to_end
from assay.actions.jobs.task import LEASE
from assay.actions.record_source import frozen_of, record_source
from assay.domain.permission import NotAllowedError
from assay.domain.record_source import RecordSource
from assay.engine.freezing import freeze_population
from assay.ledger.entry import Author
from assay.store.jobs.models import Job
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.store.fixtures import NOON

KEEPER = Author("Ana Ferreira", "record keeper")
WORKER = """
from assay.store.opening import open_store
open_store()
from tests.actions.killed_freezing import main
main()
"""
MANY = 120_000
"""So many rows that they are written in buckets."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Keep everything in one folder, which another process is told as well."""
    with override_settings(ASSAY_HOME=tmp_path / "home"):
        yield tmp_path / "home"


def export_of(rows: int) -> bytes:
    lines = (f"C-{n},P-{n % 900},SEC,2026-{n % 12 + 1:02}-05" for n in range(rows))
    return "\n".join(["completion_id,person,course,completed_on", *lines, ""]).encode()


def handed_in(content: bytes) -> ExportUpload:
    return keep_export("acme", 1, "trainings.csv", BytesIO(content), now=NOON)


def recorded(ledger: StoredLedger, content: bytes, by: Author = KEEPER) -> Job:
    desk = Desk(ledger, by, lambda: datetime.now(UTC))
    upload = handed_in(content)
    source = RecordSource(key="SRC-1", family="training_completion")
    job = record_source(desk, upload, source)
    drop_export(upload)
    return job


def test_a_killed_workers_freezing_is_taken_up_and_comes_to_the_same_population(
    acme: StoredLedger, database: Database, home: Path, tmp_path: Path
) -> None:
    content = export_of(MANY)
    job = recorded(acme, content)
    environ = {**os.environ, "ASSAY_SECRET_KEY": "x", **database.environ, "ASSAY_HOME": str(home)}
    environ["DJANGO_SETTINGS_MODULE"] = "assay.web.settings"
    if database.vendor == "sqlite":
        environ |= {"ASSAY_HOME": database.environ["ASSAY_HOME"]}
    command = [sys.executable, "-c", WORKER, str(home)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as process:  # noqa: S603
        until = time.monotonic() + 120
        while time.monotonic() < until and "writing the rows" not in job.what:
            time.sleep(0.02)
            job.refresh_from_db()
        process.kill()
    job.refresh_from_db()
    stopped = (job.state, job.what, job.done < job.of)
    left = [each.name[:10] for each in populations_folder().glob("frozen-*/*")]

    later = datetime.now(UTC) + 2 * LEASE
    assert worker.work_once("another", lambda: later)

    job.refresh_from_db()
    dossier = acme.dossier()
    frozen = frozen_of(dossier, dossier[RecordSource]["SRC-1"])
    assert stopped == (Job.State.RUNNING, "SRC-1: writing the rows", True)
    assert left == [".freezing-"]
    assert (job.state, job.attempts, job.error) == (Job.State.DONE, 2, "")
    assert frozen is not None
    (tmp_path / "trainings.csv").write_bytes(content)
    source = RecordSource(key="SRC-1", family="training_completion", file="trainings.csv")
    whole = freeze_population(source, tmp_path, tmp_path / "at-once").population
    assert (frozen.population.row_count, whole.row_count) == (MANY, MANY)
    assert frozen.population.content_hash == whole.content_hash
    assert job.result is not None
    assert job.result["populations"][0]["content_hash"] == whole.content_hash
    assert frozen.population.file_sha256 == sha256(content).hexdigest()


@pytest.mark.usefixtures("home")
def test_a_freezing_that_is_cancelled_leaves_no_population(
    acme: StoredLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = recorded(acme, export_of(20))
    tick = jobs.task.Task.tick

    def cancel(self: jobs.task.Task, done: int, of: int, what: str = "", **rest: object) -> None:
        if what.endswith("writing the rows"):
            ask_to_end(self.job)
        tick(self, done, of, what, **rest)

    monkeypatch.setattr(jobs.task.Task, "tick", cancel)

    worker.work_once("one")

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert list(populations_folder().glob("frozen-*/*")) == []


@pytest.mark.usefixtures("home")
def test_a_freezing_that_is_refused_says_why(acme: StoredLedger) -> None:
    job = recorded(acme, b"completion_id,person\nC-1,ana\n")

    worker.work_once("one")

    job.refresh_from_db()
    assert (job.state, job.error) == (
        Job.State.FAILED,
        (
            "records/trainings.csv: the columns are completion_id, person; "
            "expected course, completed_on among them, or a mapping to it."
        ),
    )


@pytest.mark.row("R-294")
@pytest.mark.usefixtures("home")
def test_a_role_without_the_permission_records_no_source(acme: StoredLedger) -> None:
    with pytest.raises(NotAllowedError):
        recorded(acme, export_of(1), Author("Tom", "top management"))

    assert acme.dossier().length == 0


@pytest.mark.row("R-294")
@pytest.mark.usefixtures("home")
def test_an_auditor_hands_in_records_without_writing_registers(acme: StoredLedger) -> None:
    recorded(acme, export_of(1), Author("Ines", "auditor", external=True))

    assert acme.dossier()[RecordSource]["SRC-1"].file == "records/trainings.csv"
