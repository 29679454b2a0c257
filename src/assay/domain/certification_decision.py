"""The certification body's decision, by somebody who did not audit."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text, Texts


class Verdict(StrEnum):
    """What was decided."""

    CERTIFY = "certify"
    REFUSE = "refuse"
    ASK_FOR_MORE = "ask for more"


class CertificationDecision(
    Item, register="certification_decision", key_from=("standard", "decided_on")
):
    """One decision on one standard, with whatever was asked before it was taken."""

    standard: Text
    verdict: Annotated[Verdict, Also("decision")]
    decided_by: Annotated[PersonRef, Also("reviewer", "by")]
    decided_on: Annotated[date, Also("date", "on")]
    reasons: Texts = ()
    clarifications: Annotated[Texts, Also("asked", "further information")] = ()
