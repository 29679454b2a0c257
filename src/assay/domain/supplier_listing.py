"""Who is really paid or signed in to, as a source lists it that nobody tidies for the audit."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, Text


class ListingSource(StrEnum):
    """Which books name the supplier."""

    ACCOUNTS_PAYABLE = "accounts payable"
    SIGN_ON = "single sign-on"
    CARD = "card spend"
    CLOUD_BILL = "cloud bill"


class SupplierListing(
    Item, register="supplier_listing", key_from=("source", "name"), title="Suppliers as paid"
):
    """One name in the books."""

    name: Annotated[Text, Also("vendor", "creditor", "payee", "application", "supplier")]
    source: Annotated[ListingSource, Also("list", "from")]
    listed_on: Annotated[date | None, Also("extracted", "as of")] = None
    amount: Annotated[Decimal | None, Also("paid", "spend", "total")] = None
    first_on: Annotated[date | None, Also("first payment", "first seen")] = None
    last_on: Annotated[date | None, Also("last payment", "last seen")] = None
