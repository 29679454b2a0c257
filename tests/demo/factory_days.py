"""The audit dates on which the factory has to be clean, and its draft on each."""

from collections import defaultdict
from datetime import date
from functools import cache

from assay.demo.draft import Draft, Row
from assay.demo.factory.company import draft_factory

USUAL = date(2026, 10, 30)
DAYS = (USUAL, date(2028, 2, 29), date(2027, 1, 1), date(2026, 5, 31), date(2025, 4, 22))


@cache
def factory_on(day: date) -> Draft:
    """Return the clean factory on a day; nobody may change it."""
    return draft_factory(seed=9001, as_of=day, scale=1)


def rows_by(rows: list[Row], column: str) -> dict[str, list[Row]]:
    """Return records by what stands in a column."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row[column])].append(row)
    return found
