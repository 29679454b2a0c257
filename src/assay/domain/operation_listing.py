"""What other sources say that the organisation runs: payroll, ERP, price list, web site."""

from datetime import date
from typing import Annotated

from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Also, Item, Text


class OperationListing(
    Item, register="operation_listing", title="Operations as other sources list them"
):
    """One site, unit or service as a source has it that the author of the scope does not keep."""

    kind: Annotated[InventoryKind, Also("type")]
    name: Annotated[Text, Also("item", "what")]
    source: Annotated[Text, Also("listed in", "system")]
    listed_on: Annotated[date | None, Also("extracted", "as of", "date")] = None
    active: Annotated[bool | None, Also("in operation", "status")] = None
