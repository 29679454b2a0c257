"""What an auditor saw of one record that was drawn."""

from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Instant, Item, PersonRef, Refers, Text, Texts


class Result(StrEnum):
    """What came of looking at one record."""

    CONFORM = "conform"
    NONCONFORM = "nonconform"
    NOT_AVAILABLE = "not available"
    """It was asked for and not shown; that never counts as conforming."""
    NOT_TESTABLE = "not testable"
    """It was shown, and does not tell."""


class SampleResult(Item, register="sample_result", key_from=("draw", "record")):
    """One drawn record: asked for when, shown when, and whether it speaks for or against."""

    draw: Annotated[Text, Refers("draw")]
    record: Annotated[Text, Also("record key", "drawn record")]
    result: Annotated[Result | None, Also("outcome", "verdict")] = None
    evidence: Annotated[Texts, Also("evidence refs", "seen")] = ()
    note: Annotated[Text, Also("remark", "comment")] = ""
    requested_at: Annotated[Instant | None, Also("asked", "asked at", "requested")] = None
    shown_at: Annotated[Instant | None, Also("shown", "provided")] = None
    auditor: Annotated[PersonRef, Also("by", "seen by")] = ""
    finding: Annotated[Text, Refers("finding")] = ""
