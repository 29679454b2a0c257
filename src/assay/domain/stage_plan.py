"""When, where and by whom one stage of the audit is held."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, SiteRef, Text, Texts


class Stage(StrEnum):
    """The two stages of the audit, and what may follow."""

    STAGE_1 = "stage 1"
    STAGE_2 = "stage 2"
    FOLLOW_UP = "follow-up"


class AuditMode(StrEnum):
    """Where the auditors are."""

    ON_SITE = "on site"
    REMOTE = "remote"
    HYBRID = "hybrid"


class StagePlan(Item, register="stage_plan", key_from=("stage",), title="Stage plans"):
    """The plan of one stage; a changed plan is a new version of the same item."""

    stage: Stage
    begins_on: Annotated[date | None, Also("from", "start")] = None
    ends_on: Annotated[date | None, Also("until", "end")] = None
    days: Annotated[Decimal | None, Also("audit days", "duration")] = None
    mode: AuditMode | None = None
    mode_reason: Text = ""
    sites: Annotated[tuple[SiteRef, ...], Also("locations")] = ()
    objectives: Text = ""
    criteria: Texts = ()
    adjusted_because: Annotated[Text, Also("reason for adjustment")] = ""
