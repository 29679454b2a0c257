"""Exports for tests: a text, frozen as a source would name it."""

from pathlib import Path
from typing import Any

import duckdb

from assay.domain.record_source import RecordSource
from assay.engine.freezing import freeze_population
from assay.engine.population import FrozenPopulation

CHANGES = "change_id,kind,requested_at,requested_by"


def freeze(
    folder: Path, text: str | bytes, *, family: str = "change", name: str = "frozen", **source: Any
) -> FrozenPopulation:
    """Freeze one export into a folder beside it."""
    content = text.encode() if isinstance(text, str) else text
    (folder / "export.csv").write_bytes(content)
    told = RecordSource(key="SRC-1", family=family, file="export.csv", **source)
    return freeze_population(told, folder, folder / name)


def rows(frozen: FrozenPopulation, columns: str) -> list[tuple[Any, ...]]:
    """Return what was kept, by row of the source; instants as microseconds."""
    with duckdb.connect() as connection:
        return connection.execute(
            f"SELECT {columns} FROM read_parquet(?) ORDER BY source_row",
            [frozen.parquet],
        ).fetchall()
