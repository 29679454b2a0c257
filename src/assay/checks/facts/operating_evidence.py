"""How much of what should leave records has left any in the last months.

Counted are controls said to be in place and processes, where they name the
families of records that they leave.  What names none cannot be counted either
way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assay.checks.facts.calendar import window_before
from assay.checks.facts.record_days import any_within, record_days
from assay.checks.material import Material
from assay.domain.process import Process
from assay.domain.soa_row import SoaRow


@dataclass(frozen=True, slots=True)
class OperatingEvidence:
    """What should leave records, and which of it has."""

    expected: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Return the share that has records."""
        return 100 * len(self.shown) // len(self.expected) if self.expected else 0


def operating_evidence(material: Material) -> OperatingEvidence:
    """Return which controls and processes have records in the window before the audit."""
    window = window_before(material.as_of, material.profile.whole("sampling.window_months"))
    recorded = {
        family for family, days in record_days(material).items() if any_within(days, window)
    }
    expected = list(_expected(material))
    return OperatingEvidence(
        tuple(name for name, _ in expected),
        tuple(name for name, families in expected if recorded.intersection(families)),
    )


def _expected(material: Material) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in material[SoaRow].values():
        if row.families and row.status is not None and row.status.in_place:
            yield f"control {row.key}", row.families
    for process in material[Process].values():
        if process.records:
            yield f"process {process.key}", process.records
