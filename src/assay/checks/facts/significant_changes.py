"""The significant changes that registers show by their dates, whoever decided them.

Only what has a day of its own is seen: a core system that went live or was
switched off, a version of the scope that was approved after the first, a
supplier of weight taken on or let go.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from assay.checks.material import Material
from assay.domain.criticality import Criticality
from assay.domain.item import Item
from assay.domain.scope import Scope
from assay.domain.supplier import Supplier
from assay.domain.system import System


class SignificantChange(NamedTuple):
    """One change: when, of what, in words, and where it stands."""

    on: date
    key: str
    says: str
    evidence: str


def significant_changes(material: Material) -> Iterator[SignificantChange]:
    """Yield every change of weight that registers show."""
    for system in material[System].values():
        if _weighs_much(system.criticality):
            yield from _change(system, f"{system.name} went live", system.live_on)
            yield from _change(system, f"{system.name} was switched off", system.retired_on)
    for supplier in material[Supplier].values():
        if _weighs_much(supplier.criticality) and supplier.in_scope is not False:
            yield from _change(supplier, f"{supplier.name} was taken on", supplier.since_on)
            yield from _change(supplier, f"{supplier.name} was let go", supplier.until_on)
    scopes = [scope for scope in material[Scope].values() if scope.approved_on]
    scopes.sort(key=lambda scope: (scope.approved_on or date.min, scope.key))
    for scope in scopes[1:]:
        yield from _change(scope, f"scope {scope.version} was approved", scope.approved_on)


def _change(item: Item, says: str, day: date | None) -> Iterator[SignificantChange]:
    if day:
        yield SignificantChange(
            day, item.key, f"{says} on {day}", f"{item.register.replace('_', ' ')} {item.key}"
        )


def _weighs_much(criticality: Criticality | None) -> bool:
    return criticality is not None and criticality.weighs_much
