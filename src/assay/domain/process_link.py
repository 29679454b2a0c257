"""What one process hands to another."""

from typing import Annotated

from assay.domain.item import Also, Item, ProcessRef, Text


class ProcessLink(Item, register="process_link", key_from=("from_process", "to_process", "what")):
    """One hand-over; an end outside the organisation is left empty."""

    from_process: Annotated[ProcessRef, Also("from", "source")] = ""
    to_process: Annotated[ProcessRef, Also("to", "target", "consumer")] = ""
    what: Annotated[Text, Also("output", "hands over", "input")] = ""
