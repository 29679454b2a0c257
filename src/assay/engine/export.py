"""What every form of an export gives to freezing: its headings, and rows of text by number.

What a newcomer would get wrong: rows carry the numbers by which people find
them again, and those differ by form.  A workbook and a CSV file are numbered as
a spreadsheet shows them, headings and all; JSON lines as the editor does;
tables of a database, which have no headings to count, from 1.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import duckdb

from assay.engine.headings import MappedColumn


class Export(Protocol):
    """One file or table that was opened, and whose rows are still to be taken."""

    @property
    def name(self) -> str:
        """Return what people call it."""
        ...

    @property
    def sha256(self) -> str:
        """Return the hash of the bytes as they came."""
        ...

    @property
    def size(self) -> int:
        """Return how many bytes there are to be read."""
        ...

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the names of its columns, in their order."""
        ...

    @property
    def usual(self) -> Mapping[str, str]:
        """Return what its form itself says that some of its columns are."""
        ...

    @property
    def sample(self) -> Sequence[Sequence[str]]:
        """Return some of its rows as text, to see what its columns may be."""
        ...

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Make the relation ``raw`` of rows as text, and ``broken`` of rows that are none.

        ``raw`` has ``source_row`` and the columns; a row with nothing in it is no
        row.  ``broken`` has ``source_row``, ``field``, ``found`` and ``expected``.
        """
        ...
