"""A folder named on the command line, opened with its records as checks of Stage 2 ask them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assay.checks.operation import Operation
from assay.cli.kept import kept_readings
from assay.cli.screen import progress
from assay.cli.stage1 import known_sites, material_of
from assay.domain.problem import Problem
from assay.domain.record_source import RecordSource


@contextmanager
def opened_operation(
    folder: Path,
    as_of: datetime | None,
    standards: list[str] | None,
    profile: str | None,
    *,
    months: int | None = None,
    sites: Iterable[str] = (),
) -> Iterator[tuple[Operation, tuple[Problem, ...]]]:
    """Read a folder, freeze the records that changed, and open them; close them at the end."""
    # The database is half of what starting the command costs, so it is loaded where it is used.
    from assay.engine.duckdb_backend import DuckdbBackend
    from assay.engine.frozen_folder import freeze_changed_records
    from assay.engine.records import EngineRecords

    material, problems = material_of(folder, as_of, standards, profile)
    with ExitStack() as stack:
        kept = kept_readings() or Path(stack.enter_context(TemporaryDirectory(prefix="assay-")))
        with progress() as step:
            frozen = freeze_changed_records(
                folder,
                material[RecordSource].values(),
                kept,
                progress=step,
                environment=os.environ,
            )
        backend = stack.enter_context(DuckdbBackend(frozen.populations))
        records = EngineRecords(backend, [each.population for each in frozen.populations])
        operation = Operation(
            material.dossier,
            material.as_of,
            material.standards,
            material.profile,
            material.texts,
            material.records,
            populations=records,
            window_months=months,
            sites=known_sites(material.dossier, list(sites)),
        )
        yield operation, tuple(dict.fromkeys((*problems, *frozen.problems)))
