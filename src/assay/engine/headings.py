"""Which column of an export is which column of its family.

A mapping given in the register of record sources wins; else a heading has to be
the column's name, in any case and with blanks or hyphens for underscores.  What
is not named by the family is kept as text under its own heading.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assay.domain.problem import Place
from assay.domain.record_family import ColumnType, RecordFamily
from assay.engine.refusal import RefusedRecordsError

# What freezing adds to each row itself.
OWN: Final = frozenset({"source_key", "source_row", "bucket", "row_hash", "bad"})
DAY_SUFFIX: Final = "__on"

_ENTRY: Final = re.compile(r"\s*(.+?)\s*=\s*(\w+)\s*(?:\((day|month) first\))?\s*")


class DateOrder(StrEnum):
    """What stands first in a date of only numbers."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the export, where it stands, and what it is taken for."""

    name: str
    heading: str
    place: int
    type: ColumnType
    order: DateOrder | None = None


def map_headings(
    headings: Sequence[str], family: RecordFamily, wishes: Iterable[str], file: str
) -> tuple[MappedColumn, ...]:
    """Return every column under its name, in the order of the file."""
    asked = _parse_wishes(wishes, file)
    types = {column.name: column.type for column in family.columns}
    mapped: dict[str, MappedColumn] = {}
    for place, heading in enumerate(headings):
        plain = plain_heading(heading)
        name, order = asked.get(plain, (plain, None))
        taken = name in mapped or name in OWN or name.endswith(DAY_SUFFIX) or not name
        if taken and name in types:
            raise RefusedRecordsError(
                Place(file),
                f"{mapped[name].heading!r} and {heading!r} both read as {name}",
                "one of them, or a mapping that says which",
            )
        if taken:
            name = f"column_{place + 1}"
        kind = types.get(name, ColumnType.TEXT)
        mapped[name] = MappedColumn(name, heading, place, kind, order)
    _refuse_missing(mapped, family, headings, file)
    return tuple(mapped.values())


def named_columns(
    headings: Iterable[str], family: RecordFamily, wishes: Iterable[str]
) -> frozenset[str]:
    """Return which columns of the family a row of headings would name."""
    asked = _parse_wishes(wishes, "")
    ours = {column.name for column in family.columns}
    plain = (plain_heading(heading) for heading in headings)
    return frozenset(asked[each][0] if each in asked else each for each in plain) & ours


def plain_heading(heading: str) -> str:
    """Return a heading as our names are written."""
    return "_".join(re.sub(r"[\s_-]+", " ", heading.strip().lower()).split())


def _parse_wishes(wishes: Iterable[str], file: str) -> Mapping[str, tuple[str, DateOrder | None]]:
    asked: dict[str, tuple[str, DateOrder | None]] = {}
    for wish in wishes:
        match = _ENTRY.fullmatch(wish)
        if match is None:
            raise RefusedRecordsError(
                Place(file),
                f"the mapping says {wish!r}",
                "'their column = our column', and for dates of only numbers "
                "'(day first)' or '(month first)' after it",
            )
        theirs, ours, order = match.groups()
        asked[plain_heading(theirs)] = (ours, DateOrder(order) if order else None)
    return asked


def _refuse_missing(
    mapped: Mapping[str, MappedColumn],
    family: RecordFamily,
    headings: Sequence[str],
    file: str,
) -> None:
    missing = [
        column.name for column in family.columns if column.required and column.name not in mapped
    ]
    if missing:
        raise RefusedRecordsError(
            Place(file),
            f"the columns are {', '.join(headings)}",
            f"{', '.join(missing)} among them, or a mapping to it",
        )
