"""One trigger: how to make it, and the mark by which it is known to be as made."""

from dataclasses import dataclass

GUARDED = {
    "entry": ("organisation", "seq"),
    "file": ("organisation", "sha256"),
    "file_chunk": ("organisation", "sha256", "position"),
    "intake": ("organisation", "first_seq"),
    "organisation": ("slug",),
}
"""The tables that only grow, each with its primary key."""

# What a refusal says, the same on each engine.
SEQ_DOES_NOT_FOLLOW = "entry: the seq does not follow the last one"
PREVIOUS_IS_NOT_LAST = "entry: previous is not the hash of the last one"
TIME_RUNS_BACK = "entry: it is recorded before the last one"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger as it has to be."""

    name: str
    table: str
    statements: tuple[str, ...]
    mark: str
