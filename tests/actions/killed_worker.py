"""A worker that counts, and is killed in the middle: started by a test as a process of its own."""

import sys
import time
from typing import Any

import assay.actions.jobs.worker as jobs
from assay.actions.jobs.task import Task


def count(task: Task) -> dict[str, Any]:
    """Count up to what is asked for, from the cursor on; tell where it began."""
    began, of = task.cursor or 0, task.payload["of"]
    for done in range(began + 1, of + 1):
        task.tick(done, of, "Counting", cursor=done)
        time.sleep(task.payload["pause"])
    return {"began": began}


def main() -> None:
    """Work at the one job that is in line; the store has been opened."""
    jobs.all_work()["count"] = count
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    jobs.work_once("worker of the test")
