"""Assesses an organisation in both stages, and keeps the results for the pages."""

from datetime import date
from typing import Any

from assay.actions.checked_out import dossier_of_day
from assay.actions.jobs.task import Task
from assay.actions.kept_results import make_results
from assay.store.ledger import StoredLedger


def run(task: Task) -> dict[str, Any]:
    """Assess what the ledger says now, or said at the end of a day."""
    day = date.fromisoformat(task.payload["day"])
    as_of = task.payload.get("as_of", "")
    dossier = dossier_of_day(
        StoredLedger(task.organisation), date.fromisoformat(as_of) if as_of else None
    )
    task.tick(0, 1, "Reading documents")
    make_results(dossier, day, lambda what, done, of: task.tick(done, of, what))
    return {"seq": dossier.length}
