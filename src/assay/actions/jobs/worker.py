"""The worker: takes jobs out of the line, one after the other, and those whose worker is gone.

What a newcomer would get wrong: a job may run twice from the same cursor, when a
worker dies between doing a step and saying so.  Steps have to bear that.
"""

import os
import secrets
import socket
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.db import OperationalError, close_old_connections
from django.db.models import Q

from assay.actions.jobs.task import LEASE, CancelledError, LostLeaseError, Task
from assay.domain.errors import NotFoundError, UserError
from assay.store.jobs.models import Job

MOST_ATTEMPTS = 5
"""How many workers may die of a job before it counts as failed."""

PAUSE_S = 0.5

Work = Callable[[Task], dict[str, Any] | None]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the instant."""
    return datetime.now(UTC)


@cache
def all_work() -> dict[str, Work]:
    """Return the kinds of work by name."""
    package = import_module("assay.actions.jobs.kinds")
    return {
        module.name.replace("_", "-"): import_module(f"{package.__name__}.{module.name}").run
        for module in iter_modules(package.__path__)
    }


def work_of(kind: str) -> Work:
    """Return the work of a kind."""
    if kind not in all_work():
        known = ", ".join(all_work())
        raise NotFoundError(f"there is no background work {kind}; expected one of {known}.")
    return all_work()[kind]


def work_for_ever(clock: Clock = utc_now) -> None:
    """Do one job after the other until this process is ended."""
    worker = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"
    while True:
        close_old_connections()
        try:
            if not work_once(worker, clock):
                time.sleep(PAUSE_S)
        except OperationalError:
            # Somebody else writes, or the server is away: the job is taken up again later.
            time.sleep(PAUSE_S)


def work_once(worker: str, clock: Clock = utc_now) -> bool:
    """Take one job and do it; say whether there was one."""
    job = take(worker, clock())
    if job is None:
        return False
    try:
        result = work_of(job.kind)(Task(job, clock, worker))
    except LostLeaseError:
        return True
    except CancelledError:
        _end(job, worker, clock, state=Job.State.CANCELLED)
    except UserError as error:
        _end(job, worker, clock, state=Job.State.FAILED, error=str(error))
    except (ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError) as error:
        traceback.print_exc()
        _end(job, worker, clock, state=Job.State.FAILED, error=f"it broke: {error!r}")
    else:
        _end(job, worker, clock, state=Job.State.DONE, result=result)
    return True


def take(worker: str, now: datetime) -> Job | None:
    """Take the oldest job that nobody is at; nothing where there is none."""
    waiting = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    while job := Job.objects.filter(waiting).order_by("id").first():
        mine = Job.objects.filter(waiting, pk=job.pk, attempts=job.attempts)
        if job.attempts >= MOST_ATTEMPTS:
            died = f"{job.attempts} workers ended in the middle of it"
            mine.update(state=Job.State.FAILED, error=died, ended_at=now)
            continue
        # One statement decides: of two workers that saw the same job one changes a row.
        taken = mine.update(
            state=Job.State.RUNNING,
            worker=worker,
            lease_until=now + LEASE,
            attempts=job.attempts + 1,
        )
        if taken:
            job.refresh_from_db()
            return job
    return None


def _end(
    job: Job,
    worker: str,
    clock: Clock,
    *,
    state: Job.State,
    error: str = "",
    result: dict[str, Any] | None = None,
) -> None:
    mine = Job.objects.filter(pk=job.pk, worker=worker, state=Job.State.RUNNING)
    mine.update(state=state, error=error, result=result, ended_at=clock(), lease_until=None)
