"""Whatever people really keep their information on, paper and spreadsheets too."""

from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, ProcessRef, Text


class CarrierKind(StrEnum):
    """What a carrier is."""

    SYSTEM = "system"
    SPREADSHEET = "spreadsheet"
    PAPER = "paper"
    WHITEBOARD = "whiteboard"
    MAILBOX = "mailbox"


class ControlLevel(StrEnum):
    """How well a carrier is kept under control."""

    NONE = "none"
    NAMED = "named"
    VERSIONED = "versioned"
    CONTROLLED = "controlled"


class InformationCarrier(Item, register="information_carrier", title="Information carriers"):
    """One carrier: what it is for by declaration, and what it is used for in truth."""

    name: Annotated[Text, Also("carrier", "form", "file")]
    kind: Annotated[CarrierKind, Also("type")]
    owner: PersonRef = ""
    purpose: Annotated[Text, Also("declared use", "used for")] = ""
    used_as: Annotated[Text, Also("actual use", "use seen")] = ""
    control_level: Annotated[ControlLevel | None, Also("control")] = None
    processes: Annotated[tuple[ProcessRef, ...], Also("process")] = ()
    where: Annotated[Text, Also("location", "path")] = ""
