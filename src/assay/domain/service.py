"""Something that the organisation sells: a product or a service."""

from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, SiteRef, Text


class Service(Item, register="service", title="Products and services"):
    """One offering, or one product family."""

    name: Annotated[Text, Also("product", "offering")]
    family: Annotated[Text, Also("product family", "line")] = ""
    describes: Annotated[Text, Also("description")] = ""
    owner: PersonRef = ""
    sold: Annotated[bool | None, Also("on sale", "active")] = None
    sites: Annotated[tuple[SiteRef, ...], Also("made at", "delivered from")] = ()
