"""Freezes records that were handed in: some sources of an organisation, or all of them.

A worker that is killed leaves no half of a population.  The next one begins with the
source that was not done, and comes to the same rows and the same hash.
"""

from typing import Any

from assay.actions.checked_out import lay_out, populations_folder
from assay.actions.jobs.task import LEASE, Task
from assay.actions.kept_charts import kept_chart
from assay.domain.errors import NotFoundError, UnreadableMaterialError
from assay.domain.record_source import RecordSource
from assay.engine.frozen_folder import freeze_changed_records, sweep_up
from assay.engine.frozen_rows import count_weeks
from assay.engine.population import FrozenPopulation
from assay.output.charts import week_chart
from assay.store.ledger import StoredLedger


def run(task: Task) -> dict[str, Any]:
    """Freeze what the ledger names now; tell of each population what it came to."""
    asked = task.payload.get("sources") or []
    task.tick(0, 1, "Laying out the files")
    dossier = StoredLedger(task.organisation).dossier()
    sources = [
        each
        for each in dossier[RecordSource].values()
        if each.file and not each.database and (not asked or each.key in asked)
    ]
    if not sources:
        raise NotFoundError(f"no source of records {', '.join(asked)} names a file to be frozen.")
    folder, kept = lay_out(dossier), populations_folder()
    # Whoever renews a lease is alive, and what belongs to anybody else is not.
    sweep_up(kept, 60 * LEASE.total_seconds(), task.clock().timestamp())
    frozen = freeze_changed_records(
        folder, sources, kept, progress=lambda what, done, of: task.tick(done, of, what)
    )
    if frozen.problems and not frozen.populations:
        raise UnreadableMaterialError("\n".join(map(str, frozen.problems)))
    for each in frozen.populations:
        _draw(each)
    return {
        "populations": [_told(each) for each in frozen.populations],
        "problems": [str(each) for each in frozen.problems],
    }


def _draw(frozen: FrozenPopulation) -> None:
    """Draw the weeks, here, where nobody waits for a page."""
    weeks, _ = count_weeks(frozen)
    if weeks:
        kept_chart(week_chart(weeks))


def _told(frozen: FrozenPopulation) -> dict[str, Any]:
    told = frozen.population
    return {
        "source": told.source,
        "rows_in": told.rows_in,
        "row_count": told.row_count,
        "unreadable": told.unreadable,
        "content_hash": told.content_hash,
        "file_sha256": told.file_sha256,
    }
