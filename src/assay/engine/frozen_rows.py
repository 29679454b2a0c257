"""The rows of one frozen population as people look at them: a page, weeks, how much is listed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import duckdb

from assay.domain.record_family import ColumnType
from assay.engine.cells import quoted
from assay.engine.counted_records import count_days
from assay.engine.population import UNREADABLE, FrozenColumn, FrozenPopulation

_WEEK: Final = timedelta(days=7)
MOST_WEEKS: Final = 160


def list_rows(
    frozen: FrozenPopulation, *, limit: int = 50, offset: int = 0
) -> Sequence[tuple[int, tuple[str, ...]]]:
    """Return a page of the rows in the order of the file: the number of each, and its cells."""
    cells = ", ".join(map(_shown, frozen.population.columns))
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT source_row, {cells} FROM read_parquet(?) ORDER BY source_row LIMIT ? OFFSET ?",
            [frozen.parquet, limit, offset],
        ).fetchall()
    return [(number, tuple(rest)) for number, *rest in found]


def _shown(column: FrozenColumn) -> str:
    text = f"CAST({quoted(column.name)} AS VARCHAR)"
    if column.type is ColumnType.NUMBER:
        # All of its nine places are kept; those that say nothing need not be shown.
        text = f"rtrim(rtrim({text}, '0'), '.')"
    return f"coalesce({text}, '')"


def count_listed(frozen: FrozenPopulation) -> int:
    """Return how many cells are listed; a row may have several."""
    with duckdb.connect() as connection:
        row = connection.execute(
            "SELECT count(*) FROM read_parquet(?)", [str(frozen.folder / UNREADABLE)]
        ).fetchone()
    return int(row[0]) if row else 0


def count_weeks(frozen: FrozenPopulation) -> tuple[list[list[object]], int]:
    """Return the records of each week, and how many rows lie before the first of them or on no day.

    A week without any stays in the row, for a gap is what one looks for.  The window is what
    the register says; without one, it reaches from the first record to the last.
    """
    told = frozen.population
    days = dict(count_days(frozen))
    if not days:
        return [], told.row_count
    first_on = told.window_from_on or min(days)
    last_on = max(told.window_until_on or max(days), first_on)
    begins = max(first_on, last_on - MOST_WEEKS * _WEEK + timedelta(days=1))
    weeks: list[list[object]] = []
    inside = 0
    while begins <= last_on:
        many = sum(days.get(begins + timedelta(days=place), 0) for place in range(7))
        weeks.append([begins.isoformat(), many, 0])
        inside += many
        begins += _WEEK
    return weeks, told.row_count - inside
