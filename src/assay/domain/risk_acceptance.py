"""A risk owner's signature: under the assessment, or under what remains."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Refers, Text


class Accepts(StrEnum):
    """What is signed."""

    ASSESSMENT = "assessment"
    TREATMENT_PLAN = "treatment plan"
    RESIDUAL_RISK = "residual risk"


class RiskAcceptance(Item, register="risk_acceptance", key_from=("risk", "accepts", "signed_on")):
    """One signature of one owner."""

    risk: Annotated[Text, Refers("risk")]
    accepts: Annotated[Accepts, Also("what", "subject")]
    signed_on: Annotated[date, Also("date", "on", "accepted on")]
    by: Annotated[PersonRef, Also("signed by", "accepted by", "owner")]
    residual_score: Annotated[int | None, Also("residual risk", "score")] = None
