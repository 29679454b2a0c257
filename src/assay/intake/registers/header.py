"""Finds the row of headings, wherever it stands: under titles, or in two lines.

The row is the one whose cells name most fields of the noun.  A heading in two
lines has a group above (*Inherent risk*) and the columns below (*Likelihood*,
*Impact*); it is taken for one where both lines together name more than either.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from assay.domain.item import Item
from assay.domain.reading import MatchedBy
from assay.intake.registers.mapped import Heading, Mapped
from assay.intake.registers.mapping import map_columns
from assay.intake.tables.cell import is_blank, show
from assay.intake.tables.table import Row, Table

ROWS_LOOKED_AT: Final = 60
_FEWEST_NAMED: Final = 2


class Header(NamedTuple):
    """The row of headings that was found: its lines, and what they name."""

    first_line: int
    last_line: int
    headings: Sequence[Heading]
    mapped: Mapped

    @property
    def score(self) -> int:
        """Return how many fields the headings name."""
        return len(self.mapped.columns) + len(self.mapped.rivals)

    @property
    def is_as_written(self) -> bool:
        """Say whether these are names of fields and nothing else, as Assay writes them."""
        columns = self.mapped.columns.values()
        return len(columns) == len(self.headings) and all(
            each.heading == each.field for each in columns
        )


def find_header(table: Table, kind: type[Item], asked_for: Mapping[str, str]) -> Header | None:
    """Return the row of headings, or nothing where no row names enough fields."""
    # Where a program wrote the table, no row below the first is looked at.
    rows = table.rows[:1] if table.of_records else table.rows
    for with_guesses in (False, True):
        best: Header | None = None
        previous: Row | None = None
        filled = (row for row in rows if not all(map(is_blank, row.cells)))
        for row in islice(filled, ROWS_LOOKED_AT):
            for header in _headers(row, previous, table, kind, asked_for, with_guesses):
                if not _is_enough(header):
                    continue
                if header.is_as_written:
                    # No cell below can be meant, however much it looks like a heading.
                    return header
                if best is None or header.score > best.score:
                    best = header
            previous = row
        if best is not None:
            full = map_columns(best.headings, kind, asked_for, with_guesses=True)
            return best._replace(mapped=full)
    return None


def _headers(
    row: Row,
    previous: Row | None,
    table: Table,
    kind: type[Item],
    asked_for: Mapping[str, str],
    with_guesses: bool,  # noqa: FBT001 - passed through, never written out
) -> list[Header]:
    """Return what the row makes as headings, alone and with the line above it."""
    found = [(row.number, _one_line(row))]
    if previous is not None and previous.number == row.number - 1:
        found.append((previous.number, _two_lines(previous, row, table)))
    return [
        Header(
            first,
            row.number,
            headings,
            map_columns(headings, kind, asked_for, with_guesses=with_guesses),
        )
        for first, headings in found
    ]


def _is_enough(header: Header) -> bool:
    if header.score >= _FEWEST_NAMED:
        return True
    # A register of one column is one where nothing else stands in the row.
    columns = tuple(header.mapped.columns.values())
    is_sure = any(each.matched_by in {MatchedBy.NAME, MatchedBy.CALLER} for each in columns)
    return is_sure and len(header.headings) == 1


def _one_line(row: Row) -> list[Heading]:
    return [
        Heading(column, (text,)) for column, cell in enumerate(row.cells) if (text := _text(cell))
    ]


def _two_lines(upper: Row, lower: Row, table: Table) -> list[Heading]:
    groups = _groups(upper, lower, table)
    headings = []
    for column in range(max(len(upper.cells), len(lower.cells))):
        below = _text_at(lower, column)
        group, is_first = groups.get(column, ("", False))
        texts = [f"{group} {below}", below] if group and below else [below] if below else []
        # Of a group's columns only the first may go by the group's name alone.
        if group and is_first:
            texts.append(group)
        if texts:
            headings.append(Heading(column, tuple(texts)))
    return headings


def _groups(upper: Row, lower: Row, table: Table) -> dict[int, tuple[str, bool]]:
    """Return which group stands over each column, and whether it begins there."""
    ends = {
        area.first_column: area.last_column
        for area in table.merged
        if area.first_row == upper.number
    }
    groups: dict[int, tuple[str, bool]] = {}
    group, last = "", -1
    for column in range(max(len(upper.cells), len(lower.cells))):
        if text := _text_at(upper, column):
            group, last = text, ends.get(column, len(lower.cells) if not ends else column)
            groups[column] = (group, True)
        elif column <= last and _text_at(lower, column):
            groups[column] = (group, False)
    return groups


def _text_at(row: Row, column: int) -> str:
    return _text(row.cells[column]) if column < len(row.cells) else ""


def _text(cell: object) -> str:
    return " ".join(show(cell).split())  # type: ignore[arg-type]
