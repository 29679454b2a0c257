"""Lets a simulated auditor go through both stages; the result is the job's, and nothing else's."""

from datetime import date
from typing import Any

from assay.actions.checked_out import check_out, dossier_of_day
from assay.actions.jobs.task import Task
from assay.actions.stored_operation import stored_operation
from assay.assessment.rehearsal import rehearse
from assay.output.rehearsal import rehearsal_as_json
from assay.store.ledger import StoredLedger


def run(task: Task) -> dict[str, Any]:
    """Rehearse with the seed that was asked for."""
    as_of = task.payload.get("as_of", "")
    dossier = dossier_of_day(
        StoredLedger(task.organisation), date.fromisoformat(as_of) if as_of else None
    )
    day = date.fromisoformat(task.payload["day"])
    task.tick(0, 3, "Reading documents")
    checked = check_out(dossier, day)
    task.tick(1, 3, "Going through both stages")
    with stored_operation(checked) as (operation, _):
        told = rehearsal_as_json(rehearse(operation, task.payload["seed"]))
    task.tick(3, 3, "Written down")
    return told
