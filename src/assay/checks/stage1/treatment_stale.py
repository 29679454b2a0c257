"""A treatment stands still, or is past its date and nobody planned it anew.

Looks at
    Each treatment that is planned or in progress: the last real change of it,
    and its due date.  A change is one of the action, its owner, dates, status,
    progress, controls or measure.  To save it again, or to move the day of the
    last update and nothing else, changes nothing.

Why it matters
    Risks that keep the same status month after month are written down and not
    managed.

Does not look at
    Treatments that are done, verified or cancelled; whether the change was of
    any use.

Put right
    Do the next step and say so, or plan the treatment anew with a reason.
"""

from collections.abc import Iterator
from datetime import date

from assay.checks.facts.calendar import months_after
from assay.checks.facts.risk_register import reference
from assay.checks.facts.treatment_moves import last_move
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.treatment import Treatment

_MONTHS = "risk.rtp_stale_months"


@check(since="2026.1", code="RTP-STALE")
def treatment_stale(material: Material) -> Looked:
    """Look at when each open treatment last moved."""
    treatments = [
        each
        for each in material[Treatment].values()
        if each.status is None or each.status.still_open
    ]
    moves = {each.key: last_move(material, each) for each in treatments}
    return looked_at(
        treatments,
        (
            deviation
            for each in treatments
            for deviation in (*_still(material, each, *moves[each.key]), *_overdue(material, each))
        ),
        unknown=(
            Unknown(each.key, "nobody says when it was planned or last moved", each.site)
            for each in treatments
            if moves[each.key][0] is None
        ),
        nothing_because="no treatment is open",
    )


def _still(
    material: Material, treatment: Treatment, moved_on: date | None, entry: str
) -> Iterator[Deviation]:
    if (
        moved_on is None
        or months_after(moved_on, material.profile.whole(_MONTHS)) >= material.as_of
    ):
        return
    days = (material.as_of - moved_on).days
    yield _deviation(
        material,
        treatment,
        "still",
        f"is {treatment.status or 'open'} and last changed on {moved_on}, {days} days ago",
        f"{days} days",
        entry,
    )


def _overdue(material: Material, treatment: Treatment) -> Iterator[Deviation]:
    due, anew = treatment.due_on, treatment.replanned_on
    if due is None or due >= material.as_of or (anew and due < anew <= material.as_of):
        return
    days = (material.as_of - due).days
    says = f"was due on {due}, {days} days ago, and has not been planned anew"
    yield _deviation(material, treatment, "overdue", says, f"{days} days", "")


def _deviation(
    material: Material, treatment: Treatment, reason: str, says: str, measured: str, entry: str
) -> Deviation:
    return Deviation(
        about=(treatment.key,),
        says=f"{treatment.key} ({treatment.action}) {says}.",
        measured=measured,
        threshold=material.threshold(_MONTHS) if reason == "still" else None,
        evidence=(reference(treatment), *([entry] if entry else [])),
        site=treatment.site,
        reason=reason,
    )
