"""Jobs in the background: taken once, taken over after a kill, cancelled, failed in words."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assay.actions.jobs import worker as jobs
from assay.actions.jobs.line import ask_to_end, job_of, put_in_line
from assay.actions.jobs.task import LEASE, Task
from assay.domain.errors import NotFoundError, RefusedError
from assay.ledger.entry import Author
from assay.store.jobs.models import Job
from tests.actions.killed_worker import count
from tests.store.databases import Database

ANA = Author("Ana Ferreira", "isms lead")
# The store is opened before anything is loaded that has tables.
WORKER = """
from assay.store.opening import open_store
open_store()
from tests.actions.killed_worker import main
main()
"""

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def refuse(task: Task) -> dict[str, Any]:
    raise RefusedError(f"{task.organisation}: not today.")


def cancel_itself(task: Task) -> dict[str, Any]:
    ask_to_end(task.job)
    task.tick(1, 2)
    raise AssertionError("it went on")


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kinds = {"count": count, "refuse": refuse, "cancel-itself": cancel_itself}
    monkeypatch.setattr(jobs, "all_work", lambda: kinds)
    return iter(())


def queued(kind: str = "count", **payload: Any) -> Job:
    return put_in_line(kind, "acme", {"of": 3, "pause": 0, **payload}, by=ANA)


@pytest.mark.usefixtures("database")
def test_a_job_is_done_once_and_keeps_its_result() -> None:
    job = queued()

    worked = [jobs.work_once("one"), jobs.work_once("two")]

    job.refresh_from_db()
    assert worked == [True, False]
    assert (job.state, job.result, job.done, job.of) == (Job.State.DONE, {"began": 0}, 3, 3)


@pytest.mark.usefixtures("database")
def test_a_job_under_a_lease_is_left_alone_until_it_has_run_out() -> None:
    queued()
    taken = jobs.take("one", NOON)

    assert taken
    assert jobs.take("two", NOON + LEASE) is None
    again = jobs.take("two", NOON + LEASE + timedelta(microseconds=1))
    assert again
    assert (again.pk, again.attempts, again.worker) == (taken.pk, 2, "two")


@pytest.mark.usefixtures("database")
def test_a_worker_that_lost_its_lease_changes_nothing() -> None:
    queued()
    late = jobs.take("one", NOON)
    assert late
    jobs.take("two", NOON + 2 * LEASE)

    with pytest.raises(Exception, match=r"^$") as raised:
        Task(late, lambda: NOON, "one").tick(2, 3, cursor=2)

    late.refresh_from_db()
    assert type(raised.value).__name__ == "LostLeaseError"
    assert (late.cursor, late.worker) == (None, "two")


@pytest.mark.usefixtures("database")
def test_a_refusal_is_told_in_its_words() -> None:
    job = queued("refuse")

    jobs.work_once("one")

    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "acme: not today.")


@pytest.mark.usefixtures("database")
def test_a_running_job_ends_at_its_next_step_when_asked() -> None:
    job = queued("cancel-itself")

    jobs.work_once("one")

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


@pytest.mark.usefixtures("database")
def test_a_job_in_line_is_cancelled_at_once() -> None:
    job = queued()

    ask_to_end(job)

    assert jobs.take("one", NOON) is None


@pytest.mark.usefixtures("database")
def test_a_job_that_workers_die_of_fails() -> None:
    job = queued()
    for attempt in range(jobs.MOST_ATTEMPTS):
        assert jobs.take("one", NOON + 2 * attempt * LEASE)

    assert jobs.take("one", NOON + 20 * LEASE) is None
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "5 workers ended in the middle of it")


@pytest.mark.usefixtures("database")
def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(NotFoundError, match="there is no background work dance; expected one of"):
        put_in_line("dance", "acme", {}, by=ANA)


@pytest.mark.usefixtures("database")
def test_somebody_elses_job_is_not_there() -> None:
    job = queued()

    with pytest.raises(NotFoundError):
        job_of("umbra", job.pk)


def test_a_killed_workers_job_goes_on_from_its_cursor(database: Database) -> None:
    job = queued(of=400, pause=0.01)
    environ = {**os.environ, "ASSAY_SECRET_KEY": "x", **database.environ}
    environ["DJANGO_SETTINGS_MODULE"] = "assay.web.settings"
    command = [sys.executable, "-c", WORKER]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as process:  # noqa: S603
        until = time.monotonic() + 60
        while time.monotonic() < until and job.done < 5:
            time.sleep(0.02)
            job.refresh_from_db()
        process.kill()
    job.refresh_from_db()
    stopped_at = job.cursor
    Job.objects.filter(pk=job.pk).update(payload={"of": 400, "pause": 0})

    later = datetime.now(UTC) + 2 * LEASE
    assert jobs.work_once("another", lambda: later)

    job.refresh_from_db()
    assert stopped_at is not None
    assert 5 <= stopped_at < 400
    assert (job.state, job.done, job.attempts) == (Job.State.DONE, 400, 2)
    assert job.result == {"began": stopped_at}
