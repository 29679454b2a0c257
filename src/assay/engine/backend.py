"""Where population tests run: a database that takes their SQL and gives back rows.

Four methods, so that the place where records live can be another one: the
relations it has, the dialect it reads, what it runs, and what it was made of.
Only counts and pages of rows come back; whole populations stay where they are.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from assay.claims.members import Members

Row = tuple[Any, ...]


class Backend(Protocol):
    """A database with frozen populations in it."""

    @property
    def dialect(self) -> str:
        """Return the name of its SQL, as ``print_sql`` knows it."""
        ...

    def run(self, sql: str) -> Sequence[Row]:
        """Return the rows of a statement; numbers are whole or Decimal, never floats."""
        ...

    def relations(self) -> Mapping[str, Members]:
        """Return the populations, by the name of their relation."""
        ...

    def snapshot_id(self) -> str:
        """Return what changes whenever a row of a population does, and else never."""
        ...
