"""The audit dates on which Quillmark has to be clean, and its draft on each."""

from datetime import date
from functools import cache

from assay.demo.cloud.company import draft_cloud
from assay.demo.draft import Draft

SEED = 27001
USUAL = date(2026, 10, 30)
# A leap day, a holiday, the end of a month, the day after Easter, New Year's Eve.
DAYS = (USUAL, date(2028, 2, 29), date(2027, 1, 1), date(2026, 5, 31), date(2026, 4, 6))


@cache
def cloud_on(day: date) -> Draft:
    """Return clean Quillmark on a day; nobody may change it."""
    return draft_cloud(seed=SEED, as_of=day, scale=1)
