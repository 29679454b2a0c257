"""One value of a measure or an objective."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text


class Measurement(Item, register="measurement", key_from=("of", "measured_on", "site")):
    """One value, of an objective or a process measure."""

    of: Annotated[Text, Also("objective", "kpi", "measure")]
    measured_on: Annotated[date, Also("date", "period end", "on")]
    value: Annotated[Decimal, Also("result", "actual")]
    evaluation: Annotated[Text, Also("comment", "analysis")] = ""
    by: Annotated[PersonRef, Also("measured by")] = ""
    source: Annotated[Text, Also("data source", "record")] = ""
    action: Annotated[Text, Also("linked action", "action taken")] = ""
