"""A place where the organisation works."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, Text


class Site(Item, register="site", title="Sites"):
    """One site; every other item can be tagged with it."""

    name: Annotated[Text, Also("site name", "location")]
    address: Annotated[Text, Also("street", "postal address")] = ""
    country: Text = ""
    time_zone: Annotated[Text, Also("tz")] = ""
    activities: Annotated[Text, Also("what is done there", "function")] = ""
    headcount: Annotated[int | None, Also("staff", "employees", "fte")] = None
    central_function: Annotated[bool | None, Also("headquarters", "head office", "central")] = None
    opened_on: Annotated[date | None, Also("opened", "since")] = None
    closed_on: Annotated[date | None, Also("closed", "until")] = None
