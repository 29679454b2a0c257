"""A scope and what stands on both sides of it, as few items as will do."""

from datetime import date

from assay.domain.boundary import Boundary, Stance
from assay.domain.inventory_kind import InventoryKind
from assay.domain.scope import Scope, VersionStatus

SCOPE = Scope(
    key="2.0",
    version="2.0",
    status=VersionStatus.APPROVED,
    approved_by="hana",
    approved_on=date(2025, 6, 1),
)


def clause(key: str, kind: str, item: str, stance: str, **said: str) -> Boundary:
    """Return a clause of the scope's boundary."""
    return Boundary(
        key=key, scope="2.0", kind=InventoryKind(kind), item=item, stance=Stance(stance), **said
    )
