"""Counts the records of a folder in every form, for Stage 1, which asks whether there are any.

Tables of text and workbooks are counted by intake, which needs no database and
is done in no time.  What only the engine can read is frozen and counted there,
and so is what is large.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from assay.domain.record_family import FAMILIES, ColumnType
from assay.domain.record_source import RecordSource
from assay.domain.record_summary import RecordSummary, Stretch
from assay.engine.first_bytes import form_by_first_bytes, read_start
from assay.engine.frozen_folder import freeze_changed_records
from assay.engine.headings import DAY_SUFFIX
from assay.engine.population import FrozenPopulation
from assay.intake.records.kept_counts import count_changed_records
from assay.intake.records.summaries import ABOUT, NAMED, TIMES, CountedRecords

_LARGE: Final = 16 << 20
"""From here on a file that is frozen anyway is counted there: a hundred times sooner."""


def count_all_records(
    folder: Path,
    sources: Iterable[RecordSource],
    kept_in: Path | None,
    environment: Mapping[str, str] | None = None,
) -> CountedRecords:
    """Count the records of every source of a known family, whatever form it has."""
    asked = list(sources)
    ours = [source for source in asked if _is_ours(folder, source)]
    counted = count_changed_records(
        folder, [source for source in asked if source not in ours], kept_in
    )
    if not ours:
        return counted
    with ExitStack() as stack:
        kept = kept_in or Path(stack.enter_context(TemporaryDirectory()))
        frozen = freeze_changed_records(folder, ours, kept, environment=environment)
        summaries = [summarise(each) for each in frozen.populations]
    return CountedRecords((*counted.summaries, *summaries), (*counted.problems, *frozen.problems))


def _is_ours(folder: Path, source: RecordSource) -> bool:
    if source.family not in FAMILIES:
        return False
    path = folder / source.file
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve()) and path.is_file()
        if source.database or not is_inside:
            return bool(source.database)
        return path.stat().st_size > _LARGE or form_by_first_bytes(read_start(path)) is not None
    except OSError:
        return False


def summarise(frozen: FrozenPopulation) -> RecordSummary:
    """Return what intake would have counted in the same rows; unreadable ones are on no day."""
    population = frozen.population
    found = _Counts(frozen)
    days = dict(found.days())
    dated = sum(days.values())
    return RecordSummary(
        population.family,
        population.file,
        Stretch(population.rows_in, min(days, default=None), max(days, default=None)),
        days,
        found.by(),
        population.rows_in - dated,
        found.named() if population.family in NAMED else {},
    )


def count_days(frozen: FrozenPopulation) -> Sequence[tuple[date, int]]:
    """Return how many rows of a population each day has, by its first column of times."""
    return _Counts(frozen).days()


class _Counts:
    """The rows of one population, counted by the day of their first column of times."""

    def __init__(self, frozen: FrozenPopulation) -> None:
        import duckdb

        self._family = FAMILIES[frozen.population.family]
        self._there = {column.name for column in frozen.population.columns}
        self._files = frozen.parquet
        self._connection = duckdb.connect()

    def days(self) -> Sequence[tuple[date, int]]:
        """Return how many rows each day has."""
        return self._ask(
            f"SELECT {self._day}, count(*) FROM read_parquet($1) "
            f"WHERE {self._day} IS NOT NULL GROUP BY 1 ORDER BY 1"
        )

    def by(self) -> Mapping[str, Mapping[str, Stretch]]:
        """Return what the rows are about, with how many there are of each."""
        parts = [
            f"SELECT '{about}' AS about, \"{name}\" AS called, {self._day} AS day "
            "FROM read_parquet($1)"
            for name, about in ABOUT.items()
            if name in self._there
        ]
        told: dict[str, dict[str, Stretch]] = {}
        if parts:
            for about, called, *stretch in self._ask(
                "SELECT about, called, count(*), min(day), max(day) "
                f"FROM ({' UNION ALL '.join(parts)}) WHERE called IS NOT NULL "
                "GROUP BY about, called ORDER BY about, called"
            ):
                told.setdefault(about, {})[called] = Stretch(*stretch)
        return told

    def named(self) -> Mapping[str, date | None]:
        """Return each row by its key, with its day."""
        return dict(self._ask(f'SELECT "{self._family.key}", {self._day} FROM read_parquet($1)'))

    @property
    def _day(self) -> str:
        for column in self._family.columns:
            if column.type in TIMES and column.name in self._there:
                is_instant = column.type is ColumnType.INSTANT
                return f'"{column.name}{DAY_SUFFIX if is_instant else ""}"'
        return "CAST(NULL AS DATE)"

    def _ask(self, query: str) -> list[Any]:
        return self._connection.execute(query, [self._files]).fetchall()
