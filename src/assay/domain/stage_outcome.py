"""What a stage came to: the rule's answer, and the auditor's."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text
from assay.domain.stage_plan import Stage


class Outcome(StrEnum):
    """The outcomes of both stages; which of them a stage may have is a rule."""

    READY = "ready"
    READY_WITH_ACTIONS = "ready with actions"
    NOT_READY = "not ready"
    RECOMMEND = "recommend"
    RECOMMEND_WITH_CONDITIONS = "recommend with conditions"
    PENDING = "pending"
    DO_NOT_RECOMMEND = "do not recommend"


class StageOutcome(Item, register="stage_outcome", key_from=("stage",), title="Stage outcomes"):
    """One outcome.  The rule's answer stays in sight when the auditor says otherwise."""

    stage: Stage
    by_rule: Annotated[Outcome | None, Also("rule", "computed")] = None
    by_auditor: Annotated[Outcome | None, Also("auditor", "outcome")] = None
    reason: Annotated[Text, Also("reason for difference")] = ""
    said_by: Annotated[PersonRef, Also("lead auditor", "by")] = ""
    said_on: Annotated[date | None, Also("date", "on")] = None
