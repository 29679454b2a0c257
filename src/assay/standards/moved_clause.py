"""Where the clauses of an earlier edition went."""

from enum import StrEnum

from assay.standards.row import Row, Said


class Move(StrEnum):
    """What became of a clause."""

    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    CHANGED = "changed"
    """Same number, more or other content."""


class MovedClause(Row):
    """One clause before and now; clauses without such a row kept number and content."""

    before: Said
    now: Said
    move: Move
    note: Said

    @property
    def key(self) -> str:
        """Return what no two rows may share."""
        return f"{self.before} to {self.now}"
