"""When a treatment last really moved.

What a newcomer would get wrong: to save a row again is no move, and neither is
to move the day of the last update and nothing else.  And what was read from a
file yesterday was not written yesterday: the first entry of a history tells
only the days that it claims, and its own day where that is old enough to tell.
"""

from datetime import date

from assay.checks.facts.calendar import months_after
from assay.checks.facts.risk_register import entry_reference
from assay.checks.material import Material
from assay.domain.treatment import Treatment
from assay.ledger.dossier import Revision

_NO_CHANGE = {"progressed_on"}


def last_move(material: Material, treatment: Treatment) -> tuple[date | None, str]:
    """Return the day of the last real change, and the entry that holds it."""
    for revision in reversed(material.dossier.history(Treatment, treatment.key)):
        recorded_on = revision.entry.recorded_at.date()
        if revision.after is None or recorded_on > material.as_of:
            continue
        if revision.before is None:
            return _claimed(material, revision), entry_reference(revision.entry)
        if {change.field for change in revision.fields} - _NO_CHANGE:
            return recorded_on, entry_reference(revision.entry)
    return None, ""


def _claimed(material: Material, first: Revision[Treatment]) -> date | None:
    item, recorded_on = first.after, first.entry.recorded_at.date()
    said = [item.planned_on, item.progressed_on, item.replanned_on] if item else []
    days = [day for day in said if day and day <= material.as_of]
    months = material.profile.whole("risk.rtp_stale_months")
    old = months_after(recorded_on, months) < material.as_of
    return max(days, default=recorded_on if old else None)
