"""The headings of a table, and which of them are read as which field."""

from dataclasses import dataclass, field
from typing import NamedTuple

from assay.domain.reading import MappedColumn, MatchedBy
from assay.intake.tables.table import column_letters


class Heading(NamedTuple):
    """What stands over one column: the texts it may be called by, the likeliest first."""

    column: int
    texts: tuple[str, ...]


class Claim(NamedTuple):
    """A column's claim to be read as one of some fields."""

    heading: Heading
    text: str
    matched_by: MatchedBy
    fields: tuple[str, ...]


@dataclass(slots=True)
class Mapped:
    """Which columns are read as what, which are not, and where that cannot be told."""

    columns: dict[int, MappedColumn] = field(default_factory=dict)
    unmapped: list[Heading] = field(default_factory=list)
    rivals: dict[str, list[Claim]] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that have a column."""
        return frozenset(each.field for each in self.columns.values())

    def add(self, heading: Heading, text: str, name: str, by: MatchedBy) -> None:
        """Read a column as a field, by one of its texts."""
        letters = column_letters(heading.column)
        self.columns[heading.column] = MappedColumn(letters, text, name, by)
