"""What the organisation means to reach."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from assay.domain.frequency import Frequency
from assay.domain.item import Also, DocumentRef, Item, PersonRef, ProcessRef, Text, Texts


class Direction(StrEnum):
    """On which side of its target a value is well."""

    AT_LEAST = "at least"
    AT_MOST = "at most"

    def reached(self, value: Decimal, target: Decimal) -> bool:
        """Say whether a value meets a target."""
        return value >= target if self is Direction.AT_LEAST else value <= target


class Objective(Item, register="objective", title="Objectives"):
    """One objective with what it takes to measure it."""

    title: Annotated[Text, Also("objective", "goal", "name")]
    standards: Annotated[Texts, Also("standard")] = ()
    metric: Annotated[Text, Also("measure", "indicator", "kpi")] = ""
    measured_in: Annotated[Text, Also("unit", "unit of measure")] = ""
    baseline: Annotated[Decimal | None, Also("starting value")] = None
    target: Annotated[Decimal | None, Also("target value", "goal value")] = None
    direction: Annotated[Direction | None, Also("better when")] = None
    due_on: Annotated[date | None, Also("due", "due date", "by when", "target date")] = None
    every: Annotated[Frequency | None, Also("measured", "frequency", "interval")] = None
    source: Annotated[Text, Also("measurement source", "data source")] = ""
    owner: Annotated[PersonRef, Also("responsible", "objective owner")] = ""
    policy: Annotated[DocumentRef, Also("linked policy", "policy ref")] = ""
    process: ProcessRef = ""
    resources: Text = ""
    evaluation: Annotated[Text, Also("how evaluated", "evaluation method")] = ""
    set_on: Annotated[date | None, Also("set", "agreed on")] = None
