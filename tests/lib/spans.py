"""Controls, and slips filed as evidence of them on some days."""

from datetime import date

from assay.domain.evidence import Evidence
from assay.domain.frequency import Frequency
from assay.domain.soa_row import Applicability, ControlStatus, SoaRow

WALK = SoaRow(
    key="A.7.4",
    title="Physical security monitoring",
    applicability=Applicability.INCLUDED,
    status=ControlStatus.IMPLEMENTED,
    operating_since_on=date(2025, 1, 1),
    frequency=Frequency.MONTHLY,
    families=("office_walk",),
)


def slips(*days: str, family: str = "office_walk") -> list[Evidence]:
    """Return a slip for each day, such as ``2026-01-07``."""
    return [
        Evidence(key=f"{family} {number}", family=family, created_on=date.fromisoformat(day))
        for number, day in enumerate(days, start=1)
    ]
