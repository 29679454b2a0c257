"""The records of an organisation in the store, opened as checks of Stage 2 ask them.

Records that came in as files are frozen once under the data directory, by
content; a database over them stays open for the next request of the process.
One request at a time asks it: it belongs to no thread.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import Final

from assay.actions.checked_out import CheckedOut, lay_out, populations_folder
from assay.checks.operation import Operation
from assay.domain.problem import Problem
from assay.domain.record_source import RecordSource
from assay.engine.duckdb_backend import DuckdbBackend, snapshot_of
from assay.engine.frozen_folder import FrozenRecords, freeze_changed_records
from assay.engine.records import EngineRecords

Progress = Callable[[str, int, int], None]

MOST_OPEN: Final = 4
"""How many organisations' records a process keeps open."""

_LOCK = RLock()
_OPEN: "OrderedDict[tuple[str, str], _Opened]" = OrderedDict()


@dataclass
class _Opened:
    backend: DuckdbBackend
    records: EngineRecords
    lock: RLock = field(default_factory=RLock)


def freeze_stored(checked: CheckedOut, progress: Progress | None = None) -> FrozenRecords:
    """Freeze the records that a dossier names, those that changed since the last time."""
    dossier = checked.material.dossier
    return freeze_changed_records(
        lay_out(dossier),
        dossier[RecordSource].values(),
        populations_folder(),
        progress=progress,
    )


@contextmanager
def stored_operation(
    checked: CheckedOut,
    *,
    sites: tuple[str, ...] = (),
    months: int | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Operation, tuple[Problem, ...]]]:
    """Open the records of a dossier; nobody else asks them while the block runs."""
    frozen = freeze_stored(checked, progress)
    material = checked.material
    opened = _open(material.dossier.organisation, frozen)
    with opened.lock:
        yield (
            Operation(
                material.dossier,
                material.as_of,
                material.standards,
                material.profile,
                material.texts,
                material.records,
                populations=opened.records,
                sites=sites,
                window_months=months,
            ),
            frozen.problems,
        )


def _open(organisation: str, frozen: FrozenRecords) -> _Opened:
    key = (organisation, snapshot_of(frozen.populations))
    with _LOCK:
        opened = _OPEN.get(key)
        if opened is None:
            backend = DuckdbBackend(frozen.populations)
            populations = [each.population for each in frozen.populations]
            opened = _OPEN[key] = _Opened(backend, EngineRecords(backend, populations))
        _OPEN.move_to_end(key)
        while len(_OPEN) > MOST_OPEN:
            # Whoever still holds it keeps it alive until they are done.
            _OPEN.popitem(last=False)
        return opened
