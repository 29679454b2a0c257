"""A risk or an opportunity."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import (
    Also,
    Item,
    PersonRef,
    ProcessRef,
    Refers,
    SupplierRef,
    SystemRef,
    Text,
    Texts,
)


class RiskKind(StrEnum):
    """Whether what may happen is feared or hoped for."""

    RISK = "risk"
    OPPORTUNITY = "opportunity"


class RiskDecision(StrEnum):
    """What the organisation does about a risk."""

    MODIFY = "modify"
    AVOID = "avoid"
    SHARE = "share"
    RETAIN = "retain"


class Risk(Item, register="risk", title="Risk register"):
    """One risk as last assessed; treatments, reviews and acceptances are rows of their own."""

    title: Annotated[Text, Also("risk", "risk title", "name")]
    describes: Annotated[Text, Also("description", "risk description", "scenario")] = ""
    kind: Annotated[RiskKind, Also("type", "risk or opportunity")] = RiskKind.RISK
    owner: Annotated[PersonRef, Also("risk owner")] = ""
    assets: Annotated[tuple[Annotated[Text, Refers("asset")], ...], Also("asset")] = ()
    systems: Annotated[tuple[SystemRef, ...], Also("system")] = ()
    processes: Annotated[tuple[ProcessRef, ...], Also("process")] = ()
    suppliers: Annotated[tuple[SupplierRef, ...], Also("supplier")] = ()
    incidents: Annotated[Texts, Also("incident", "past incidents")] = ()
    findings: Annotated[tuple[Annotated[Text, Refers("finding")], ...], Also("finding")] = ()
    likelihood: Annotated[int | None, Also("probability", "l")] = None
    impact: Annotated[int | None, Also("consequence", "severity", "i")] = None
    score: Annotated[int | None, Also("risk score", "level", "risk level", "rating")] = None
    decision: Annotated[RiskDecision | None, Also("treatment decision", "option", "response")] = (
        None
    )
    decision_reason: Annotated[Text, Also("reason", "reason for decision")] = ""
    decided_by: PersonRef = ""
    decided_on: Annotated[date | None, Also("decision date")] = None
    residual_likelihood: Annotated[int | None, Also("residual probability")] = None
    residual_impact: Annotated[int | None, Also("residual consequence")] = None
    residual_score: Annotated[int | None, Also("residual risk", "residual level")] = None
    assessed_on: Annotated[date | None, Also("assessment date", "assessed", "date")] = None
    assessed_by: Annotated[PersonRef, Also("assessor")] = ""
    action: Annotated[Text, Also("planned action")] = ""
    effect_check: Annotated[Text, Also("effectiveness check", "effectiveness")] = ""
    status: Annotated[Text, Also("state")] = ""
