"""A task: one job as the work itself sees it.

Work goes in steps.  After each it says how far it is and from which cursor
another worker could go on; saying so keeps the lease, and is where it hears that
somebody wants it to end.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from assay.ledger.entry import Author
from assay.store.jobs.models import Job

LEASE = timedelta(seconds=60)
"""How long a worker that says nothing is believed to be at work; no step may take longer."""


class CancelledError(Exception):
    """Somebody asked the job to end."""


class LostLeaseError(Exception):
    """Another worker has taken the job over; whatever is done here is not wanted any more."""


@dataclass
class Task:
    """What a piece of work is about, where it stopped before, and how it tells of itself."""

    job: Job
    clock: Callable[[], datetime]
    worker: str
    _said_at: datetime | None = field(init=False, default=None)

    @property
    def organisation(self) -> str:
        """Return whose work it is."""
        return self.job.organisation

    @property
    def payload(self) -> dict[str, Any]:
        """Return what is to be done, as it was put in line."""
        payload: dict[str, Any] = self.job.payload
        return payload

    @property
    def cursor(self) -> Any:  # noqa: ANN401 - whatever the work itself kept
        """Return where an earlier worker stopped; nothing at the beginning."""
        return self.job.cursor

    @property
    def author(self) -> Author:
        """Return who asked for the work, and so signs what comes of it."""
        return Author(self.job.by_name, self.job.by_role, self.job.by_external)

    def tick(self, done: int, of: int, what: str = "", *, cursor: Any = None) -> None:  # noqa: ANN401 - JSON
        """Say how far the work is; raises where it is to end."""
        now = self.clock()
        changes: dict[str, Any] = {"done": done, "of": of, "lease_until": now + LEASE}
        if what:
            changes["what"] = what
        if cursor is not None:
            changes["cursor"] = cursor
        mine = Job.objects.filter(pk=self.job.pk, worker=self.worker, state=Job.State.RUNNING)
        if mine.update(**changes) != 1:
            raise LostLeaseError
        if mine.filter(cancel_asked=True).exists():
            raise CancelledError
