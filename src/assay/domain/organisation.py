"""The organisation and the context it works in."""

from typing import Annotated

from assay.domain.item import Also, Item, Text


class Organisation(Item, register="organisation", title="Organisation"):
    """Who is to be certified, and what it holds to matter around it.

    ``climate_is_relevant`` is a decision, not a fact: a reasoned "no" is an
    answer, silence is none.
    """

    name: Text
    legal_name: Annotated[Text, Also("company name", "registered name")] = ""
    registered_in: Annotated[Text, Also("registered office", "country")] = ""
    does: Annotated[Text, Also("activity", "business", "what it does")] = ""
    external_issues: Text = ""
    internal_issues: Text = ""
    climate_is_relevant: Annotated[bool | None, Also("climate relevant")] = None
    climate_reason: Text = ""
