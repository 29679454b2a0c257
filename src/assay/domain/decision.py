"""A decision taken in daily work, with what it rested on."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, ProcessRef, Text, Texts


class Decision(Item, register="decision", title="Decision log"):
    """One decision, who took it and on which grounds."""

    decision: Annotated[Text, Also("what", "text")]
    options: Annotated[Texts, Also("alternatives")] = ()
    basis: Annotated[Text, Also("grounds", "because", "reason")] = ""
    decided_by: Annotated[PersonRef, Also("by", "decider")] = ""
    authority: Annotated[Text, Also("authority of decider", "role")] = ""
    decided_on: Annotated[date | None, Also("date", "on")] = None
    process: ProcessRef = ""
    record: Annotated[Text, Also("link", "evidence")] = ""
