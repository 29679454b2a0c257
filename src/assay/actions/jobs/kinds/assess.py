"""Assesses an organisation in both stages, and keeps the results for the pages."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assay.actions.jobs.task import Task
from assay.actions.kept_results import make_results
from assay.domain.case import Case
from assay.ledger.dossier import Dossier
from assay.store.ledger import StoredLedger


def run(task: Task) -> dict[str, Any]:
    """Assess what the ledger says now, or said at the end of a day."""
    day = date.fromisoformat(task.payload["day"])
    as_of = task.payload.get("as_of", "")
    ledger = StoredLedger(task.organisation)
    dossier = ledger.dossier()
    if as_of:
        dossier = ledger.dossier(_end_of(date.fromisoformat(as_of), dossier))
    task.tick(0, 1, "Reading documents")
    make_results(dossier, day, lambda what, done, of: task.tick(done, of, what))
    return {"seq": dossier.length}


def _end_of(day: date, dossier: Dossier) -> datetime:
    zone = next((case.time_zone for case in dossier[Case].values() if case.time_zone), "UTC")
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo(zone))
    return midnight - timedelta(microseconds=1)
