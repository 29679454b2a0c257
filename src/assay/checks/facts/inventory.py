"""Everything that a scope can take in or leave out, as it is on a day.

What a newcomer would get wrong: what is closed, switched off, no longer sold or
no longer bought from is history and no part of the inventory, and neither is
what begins only later.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from assay.domain.asset import Asset
from assay.domain.interface import Interface
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.service import Service
from assay.domain.site import Site
from assay.domain.supplier import Supplier
from assay.domain.system import System
from assay.domain.unit import Unit
from assay.ledger.dossier import Dossier

INVENTORY: Mapping[InventoryKind, type[Item]] = {
    InventoryKind.SITE: Site,
    InventoryKind.UNIT: Unit,
    InventoryKind.SERVICE: Service,
    InventoryKind.PROCESS: Process,
    InventoryKind.SYSTEM: System,
    InventoryKind.ASSET: Asset,
    InventoryKind.SUPPLIER: Supplier,
    InventoryKind.INTERFACE: Interface,
}
"""The register behind each kind; a hosting account has none."""


def inventory(dossier: Dossier, day: date) -> Iterator[tuple[InventoryKind, Item]]:
    """Yield what there is on a day, kind by kind."""
    for kind, noun in INVENTORY.items():
        for item in dossier[noun].values():
            if is_there(item, day):
                yield kind, item


def called(kind: InventoryKind, item: Item) -> str:
    """Return what a sentence calls a thing that it begins with."""
    name = "" if item.label == item.key else f" ({item.label})"
    return f"{str(kind).capitalize()} {item.key}{name}"


def is_there(item: Item, day: date) -> bool:
    """Say whether a thing is in use on a day; what says nothing of its end is."""
    match item:
        case Site():
            return _spans(item.opened_on, item.closed_on, day)
        case System():
            return _spans(item.live_on, item.retired_on, day)
        case Supplier():
            return _spans(item.since_on, item.until_on, day)
        case Service():
            return item.sold is not False
        case _:
            return True


def _spans(begins_on: date | None, ends_on: date | None, day: date) -> bool:
    return (begins_on is None or begins_on <= day) and (ends_on is None or day < ends_on)
