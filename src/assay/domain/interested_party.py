"""Somebody whose needs the management system has to know."""

from typing import Annotated

from assay.domain.item import Also, Item, Text


class InterestedParty(
    Item, register="interested_party", plural="interested_parties", title="Interested parties"
):
    """A party, what it needs, and whether the management system takes that up."""

    name: Annotated[Text, Also("party", "stakeholder")]
    needs: Annotated[Text, Also("requirements", "expectations", "needs and expectations")] = ""
    addressed: Annotated[bool | None, Also("addressed by system", "addressed by isms")] = None
    how: Annotated[Text, Also("how addressed", "addressed through")] = ""
