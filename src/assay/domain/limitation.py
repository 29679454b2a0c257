"""Something a system is known not to do, and what is done instead."""

from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, SystemRef, Text


class Limitation(Item, register="limitation", title="Known limitations"):
    """One known limit with its compensating control and the records that show it at work."""

    system: SystemRef
    limit: Annotated[Text, Also("limitation", "description")]
    compensated_by: Annotated[Text, Also("compensating control", "workaround")] = ""
    owner: PersonRef = ""
    family: Annotated[Text, Also("record family", "evidence")] = ""
