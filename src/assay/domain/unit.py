"""A part of the organisation: a department or a team."""

from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Refers, SiteRef, Text


class Unit(Item, register="unit", title="Units and teams"):
    """One department or team, and who leads it."""

    name: Annotated[Text, Also("unit name", "department", "team")]
    part_of: Annotated[Text, Refers("unit"), Also("parent", "belongs to")] = ""
    head: Annotated[PersonRef, Also("manager", "lead", "led by")] = ""
    sites: Annotated[tuple[SiteRef, ...], Also("locations")] = ()
    does: Annotated[Text, Also("purpose", "responsible for")] = ""
