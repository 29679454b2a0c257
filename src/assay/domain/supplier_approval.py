"""For what and for how long a supplier may be ordered from."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, SupplierRef, Text


class SupplierApproval(
    Item, register="supplier_approval", key_from=("supplier", "commodity", "from_on")
):
    """One stretch of time in which orders for a commodity may go to a supplier."""

    supplier: SupplierRef
    commodity: Annotated[Text, Also("approved for", "scope", "goods")] = ""
    from_on: Annotated[date, Also("from", "approved on", "valid from")]
    until_on: Annotated[date | None, Also("until", "valid until", "expires")] = None
    by: Annotated[PersonRef, Also("approved by", "approver")] = ""
    conditions: Text = ""

    def stands_on(self, day: date) -> bool:
        """Say whether the approval stands on a day; both ends count."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)
