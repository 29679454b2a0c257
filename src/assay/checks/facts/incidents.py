"""What Stage 1 can see of incidents: their keys, and how many there were on which days.

Records are read one by one only at Stage 2; what happened, and how badly, is
not known here.  Where records were not counted nothing is known at all, which
is not the same as no incident.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from assay.checks.facts.calendar import Window
from assay.checks.material import Material

FAMILY = "incident"
NOT_COUNTED = "records were not counted, so incidents cannot be seen"


def incident_days(material: Material, window: Window) -> Mapping[date, int]:
    """Return how many incidents each day of a window had."""
    days: Counter[date] = Counter()
    for summary in material.records or ():
        if summary.family == FAMILY:
            days.update({day: count for day, count in summary.days.items() if day in window})
    return dict(sorted(days.items()))


def incidents(material: Material) -> Mapping[str, date | None] | None:
    """Return every incident on record with its day; nothing where records were not counted."""
    if material.records is None:
        return None
    found: dict[str, date | None] = {}
    for summary in material.records:
        if summary.family == FAMILY:
            found.update(summary.named)
    return dict(sorted(found.items()))
