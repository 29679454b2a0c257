"""Where data passes from one system to another."""

from typing import Annotated

from assay.domain.frequency import Frequency
from assay.domain.item import Also, Item, PersonRef, SystemRef, Text


class Interface(Item, register="interface", title="Interfaces"):
    """One hand-over between systems, paper and spreadsheets included."""

    name: Annotated[Text, Also("interface name")] = ""
    from_system: Annotated[SystemRef, Also("from", "source")] = ""
    to_system: Annotated[SystemRef, Also("to", "target")] = ""
    data: Annotated[Text, Also("what", "content")] = ""
    frequency: Frequency | None = None
    check: Annotated[Text, Also("reconciliation", "control")] = ""
    owner: PersonRef = ""
    on_failure: Annotated[Text, Also("failure handling", "error handling")] = ""
