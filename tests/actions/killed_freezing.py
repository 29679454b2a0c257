"""A worker that freezes slowly, and is killed in the middle: a process of its own."""

import sys
import time
from pathlib import Path
from typing import Any

from django.test import override_settings

from assay.actions.jobs import worker
from assay.actions.jobs.task import Task

_tick = Task.tick


def _slowly(self: Task, *args: Any, **kwargs: Any) -> None:
    _tick(self, *args, **kwargs)
    time.sleep(0.05)


def main() -> None:
    """Work at the one job that is in line; the store has been opened."""
    Task.tick = _slowly  # type: ignore[method-assign]
    with override_settings(ASSAY_HOME=Path(sys.argv[-1])):
        worker.work_once("worker of the test")
