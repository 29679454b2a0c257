"""On which days there are records of a family, in a file of many or filed one by one.

A population comes as a file and is counted; a certificate, a note or a minute
is filed as one piece of evidence.  Both show that work was done.  What is dated
after the audit shows nothing yet.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from assay.checks.facts.calendar import Window
from assay.checks.material import Material
from assay.domain.evidence import Evidence

RecordDays = Mapping[str, Sequence[date]]


def record_days(material: Material) -> RecordDays:
    """Return the days by the audit date on which there are records, by family and in order."""
    days: defaultdict[str, set[date]] = defaultdict(set)
    for summary in material.records or ():
        days[summary.family].update(summary.days)
    for piece in material[Evidence].values():
        if piece.created_on is not None:
            days[piece.family].add(piece.created_on)
    return {
        family: sorted(day for day in known if day <= material.as_of)
        for family, known in days.items()
    }


def any_within(days: Sequence[date], window: Window) -> bool:
    """Say whether any of some ordered days lies in a window."""
    place = bisect_left(days, window.first_on)
    return place < len(days) and days[place] in window
