"""A risk owner's fresh look at a risk."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Refers, Text


class RiskReview(Item, register="risk_review", key_from=("risk", "reviewed_on")):
    """One review of one risk."""

    risk: Annotated[Text, Refers("risk")]
    reviewed_on: Annotated[date, Also("date", "on", "review date")]
    by: Annotated[PersonRef, Also("reviewer", "reviewed by", "owner")] = ""
    outcome: Annotated[Text, Also("result", "conclusion", "note")] = ""
