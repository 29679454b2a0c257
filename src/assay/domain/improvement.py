"""What became better, and what set it off."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text, Texts
from assay.domain.review_action import ActionStatus


class Suggestion(StrEnum):
    """What kind of remark an improvement began with."""

    PROBLEM = "problem"
    OBSERVATION = "observation"
    OPPORTUNITY = "opportunity"
    IDEA = "idea"
    LESSON = "lesson"


class Verdict(StrEnum):
    """What is done about a remark."""

    ACCEPT = "accept"
    ACT = "act"
    REJECT = "reject"


class Improvement(Item, register="improvement", title="Improvement log"):
    """One entry of the improvement log, from remark to verified result."""

    title: Annotated[Text, Also("improvement", "topic")]
    began_as: Annotated[Suggestion | None, Also("kind", "type", "source")] = None
    raised_on: Annotated[date | None, Also("raised", "date")] = None
    raised_by: Annotated[PersonRef, Also("by")] = ""
    verdict: Annotated[Verdict | None, Also("decision")] = None
    action: Annotated[Text, Also("what was done", "measure")] = ""
    owner: Annotated[PersonRef, Also("responsible")] = ""
    status: Annotated[ActionStatus | None, Also("state")] = None
    acted_on: Annotated[date | None, Also("done", "implemented")] = None
    verified_on: Annotated[date | None, Also("verified")] = None
    verified_by: PersonRef = ""
    prompted_by: Annotated[Texts, Also("linked to", "because of")] = ()
    result: Annotated[Text, Also("effect", "measure after")] = ""
