"""Who can do something about a finding.

The owner of the first thing it is about, where the thing has one; else whoever
leads the management system on the audit date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assay.checks.material import Material
from assay.domain.deviation import Deviation
from assay.domain.item import Item
from assay.domain.role_assignment import Role
from assay.ledger.dossier import Register

_LEADS = (Role.ISMS_LEAD, Role.QMS_LEAD)
_OWNING = ("owner", "head")


@dataclass(frozen=True)
class Owners:
    """Everybody who answers for something."""

    material: Material

    def owner_of(self, deviation: Deviation) -> str:
        """Return who answers for what a finding is about, or for the system as a whole."""
        cited = frozenset(deviation.evidence)
        for key in deviation.about:
            for item in self._items(key, cited):
                if owner := next((who for name in _OWNING if (who := _said(item, name))), ""):
                    return owner
        return self.leads

    @cached_property
    def leads(self) -> str:
        """Return who leads the management system on the audit date."""
        held = (self.material.holders(role, self.material.as_of) for role in _LEADS)
        return ", ".join(sorted(frozenset().union(*held)))

    @cached_property
    def _registers(self) -> Sequence[Register[Item]]:
        return self.material.dossier.registers

    def _items(self, key: str, cited: frozenset[str]) -> list[Item]:
        """Return the items of a key; one that the evidence names by its register comes first."""
        found = [register[key] for register in self._registers if key in register]
        return sorted(found, key=lambda item: f"{item.register} {key}" not in cited)


def _said(item: Item, name: str) -> str:
    return str(getattr(item, name, ""))
