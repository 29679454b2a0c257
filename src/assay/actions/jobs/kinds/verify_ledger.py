"""Walks the whole chain of an organisation and reads every kept file again."""

from typing import Any

from assay.actions.jobs.task import Task
from assay.actions.verify_ledger import verify_ledger


def run(task: Task) -> dict[str, Any]:
    """Verify, and tell what does not fit."""
    task.tick(0, 1, "Walking the chain")
    verified = verify_ledger(task.organisation)
    task.tick(1, 1)
    return {
        "entries": verified.entries,
        "files": verified.files,
        "head": verified.head,
        "faults": list(verified.faults),
    }
