"""Processes and the links between them, as few fields as will do."""

from assay.domain.process import Process
from assay.domain.process_link import ProcessLink


def process(key: str, **fields: object) -> Process:
    """Return a process named after its key."""
    return Process.model_validate({"key": key, "name": f"Process {key}", **fields})


def link(from_process: str, to_process: str, what: str = "parts") -> ProcessLink:
    """Return a link; an empty end is outside."""
    return ProcessLink.model_validate(
        {"from_process": from_process, "to_process": to_process, "what": what}
    )
