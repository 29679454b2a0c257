"""A promise that a document makes about what people do."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from assay.domain.frequency import Frequency
from assay.domain.item import Also, ControlRef, DocumentRef, Item, Text, Texts


class ClaimKind(StrEnum):
    """What kind of thing is promised."""

    FREQUENCY = "frequency"
    DEADLINE = "deadline"
    COVERAGE = "coverage"
    PRECEDENCE = "precedence"
    RESPONSE = "response"
    SEGREGATION = "segregation"
    THRESHOLD = "threshold"
    RETENTION = "retention"
    ABSENCE = "absence"


class Claim(Item, register="claim", title="Claims"):
    """One promise, with its place in one version of a document.

    ``first`` and ``then`` name moments or activities of the record family:
    what starts the clock and what stops it, what must come before what, whose
    two people must differ.
    """

    document: DocumentRef
    version: Annotated[Text, Also("rev", "revision")] = ""
    section: Annotated[Text, Also("heading", "chapter")] = ""
    quote: Annotated[Text, Also("text", "words", "promise")] = ""
    kind: Annotated[ClaimKind, Also("type")]
    family: Annotated[Text, Also("record family", "records", "population")] = ""
    first: Annotated[Text, Also("from", "before", "trigger")] = ""
    then: Annotated[Text, Also("to", "after", "response")] = ""
    limit: Annotated[Decimal | None, Also("within", "at least", "at most", "value")] = None
    unit: Annotated[Text, Also("unit of limit")] = ""
    every: Annotated[Frequency | None, Also("frequency", "interval")] = None
    per: Annotated[Text, Also("for each", "per what")] = ""
    where: Annotated[Texts, Also("applies where", "condition", "filter")] = ()
    clauses: Annotated[Texts, Also("clause")] = ()
    controls: Annotated[tuple[ControlRef, ...], Also("control")] = ()
