"""Somebody who provides something that the organisation depends on."""

from datetime import date
from typing import Annotated

from assay.domain.criticality import Criticality
from assay.domain.item import Also, Item, PersonRef, Text


class Supplier(Item, register="supplier", title="Suppliers"):
    """One supplier as the register keeps it; assessments and approvals are rows of their own."""

    name: Annotated[Text, Also("supplier name", "vendor", "vendor name", "provider", "company")]
    provides: Annotated[Text, Also("service", "product", "goods", "commodity")] = ""
    criticality: Annotated[Criticality | None, Also("tier", "risk class")] = None
    owner: Annotated[PersonRef, Also("supplier owner", "contact", "relationship owner")] = ""
    in_scope: Annotated[bool | None, Also("scope")] = None
    contract: Annotated[Text, Also("contract ref", "agreement")] = ""
    security_terms: Annotated[
        bool | None, Also("security clauses", "security terms in contract", "quality clauses")
    ] = None
    contract_ends_on: Annotated[date | None, Also("contract end", "contract expiry")] = None
    holds_data: Annotated[bool | None, Also("processes our data", "data access")] = None
    outsourced_process: Annotated[bool | None, Also("outsourced")] = None
    assessed_on: Annotated[date | None, Also("last assessment", "last review", "assessed")] = None
    review_months: Annotated[int | None, Also("review interval", "interval months")] = None
    next_review_on: Annotated[date | None, Also("next review", "next assessment", "due")] = None
    since_on: Annotated[date | None, Also("since", "onboarded", "in use since")] = None
    until_on: Annotated[date | None, Also("until", "ended", "offboarded")] = None
