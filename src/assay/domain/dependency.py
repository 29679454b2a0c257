"""What stands on what."""

from enum import StrEnum
from typing import Annotated

from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Also, Item, Text


class DependencyKind(StrEnum):
    """In which way one thing needs another."""

    RUNS_ON = "runs on"
    HOLDS_DATA_OF = "holds data of"
    SUPPLIED_BY = "supplied by"
    FED_BY = "fed by"
    DEPENDS_ON = "depends on"


class Dependency(
    Item,
    register="dependency",
    plural="dependencies",
    key_from=("from_item", "kind", "to_item"),
):
    """One edge of the dependency graph: the first thing needs the second."""

    from_kind: Annotated[InventoryKind, Also("from type")]
    from_item: Annotated[Text, Also("from", "dependent")]
    kind: Annotated[DependencyKind, Also("relation", "type")] = DependencyKind.DEPENDS_ON
    to_kind: Annotated[InventoryKind, Also("to type")]
    to_item: Annotated[Text, Also("to", "needs")]
