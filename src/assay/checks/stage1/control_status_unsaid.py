"""An included control does not say how far it has come, or operates since nobody knows when.

Looks at
    Each included control: whether it is planned, designed, implemented or
    operating, and for one that operates, since when.

Why it matters
    Nobody can draw samples of a control that may or may not be running.  Until
    its status is said, it cannot be sampled at Stage 2.

Does not look at
    Whether the status is true, which records show at Stage 2.

Put right
    Give each included control its status, and each operating one the day it began.
"""

from collections.abc import Iterator

from assay.checks.facts.statements import NOTHING_INCLUDED, Position, included
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.soa_row import ControlStatus


@check(since="2026.1", code="SOA-STATUS")
def control_status_unsaid(material: Material) -> Looked:
    """Look at the status of each included control."""
    every = included(material)
    return looked_at(
        (each.row for each in every),
        (
            Deviation(
                about=(each.control.number,),
                says=f"{each.name} {says}; it cannot be sampled at Stage 2.",
                evidence=(each.evidence,),
                site=each.row.site,
                reason=reason,
            )
            for each in every
            for reason, says in _fault(material, each)
        ),
        nothing_because=NOTHING_INCLUDED,
    )


def _fault(material: Material, position: Position) -> Iterator[tuple[str, str]]:
    status, since = position.row.status, position.row.operating_since_on
    if status is None:
        yield "no-status", "is included without a status"
    elif status is ControlStatus.OPERATING and since is None:
        yield "no-since", "is operating since no stated day"
    elif status is ControlStatus.OPERATING and since and since > material.as_of:
        yield "not-yet", f"is operating since {since}, after {material.as_of}"
