"""Which column of an export is which column of its family.

A mapping given in the register of record sources wins; then a heading that is
the column's name, in any case and with blanks or hyphens for underscores; then
another word for it, where nothing else could be meant and the values agree.
What is not named by the family is kept as text under its own heading.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assay.domain.item import UNSTORABLE
from assay.domain.problem import Place
from assay.domain.record_family import ColumnType, RecordFamily
from assay.engine.mapping_proposal import (
    Confidence,
    MappingProposal,
    propose_mapping,
    without_doubt,
)
from assay.engine.refusal import RefusedRecordsError

# What freezing adds to each row itself.
OWN: Final = frozenset({"source_key", "source_row", "bucket", "row_hash", "bad"})
DAY_SUFFIX: Final = "__on"

_MOST_NAMED: Final = 3
_LONGEST: Final = 1_000
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
    of_family: bool = True


def map_headings(
    headings: Sequence[str],
    family: RecordFamily,
    wishes: Iterable[str],
    file: str,
    *,
    usual: Mapping[str, str] | None = None,
    sample: Sequence[Sequence[str]] = (),
) -> tuple[MappedColumn, ...]:
    """Return every column under its name, in the order of the file.

    ``usual`` is what the form of the file itself says that its columns are.
    """
    headings = [UNSTORABLE.sub("\ufffd", heading[:_LONGEST]) for heading in headings]
    asked = _parse_wishes(wishes, file)
    types = {column.name: column.type for column in family.columns}
    meant, taken, proposals = _understood(headings, asked, family, usual or {}, sample)
    _refuse_doubt(proposals, family, file)
    mapped: dict[str, MappedColumn] = {}
    for place, heading in enumerate(headings):
        plain = plain_heading(heading)
        name = meant.get(plain) or taken.get(plain, plain)
        if name in mapped and name in types:
            raise RefusedRecordsError(
                Place(file),
                f"{mapped[name].heading!r} and {heading!r} both read as {name}",
                "one of them, or a mapping that says which",
            )
        if name in mapped or name in OWN or name.endswith(DAY_SUFFIX) or not name:
            name = f"column_{place + 1}"
        _, order = asked.get(plain, (name, None))
        kind = types.get(name, ColumnType.TEXT)
        mapped[name] = MappedColumn(name, heading, place, kind, order, of_family=name in types)
    _refuse_missing(mapped, family, headings, file, proposals)
    return tuple(mapped.values())


def read_headings(
    headings: Sequence[str],
    family: RecordFamily,
    wishes: Iterable[str],
    *,
    usual: Mapping[str, str] | None = None,
    sample: Sequence[Sequence[str]] = (),
) -> Mapping[str, tuple[str, DateOrder | None]]:
    """Return the column of the family that each heading is read as, and what is said of its dates.

    Unlike freezing it refuses nothing: what is in doubt, or missing, is not in it.
    """
    asked = _parse_wishes(wishes, "")
    ours = {column.name for column in family.columns}
    meant, taken, _ = _understood(headings, asked, family, usual or {}, sample)
    read: dict[str, tuple[str, DateOrder | None]] = {}
    for heading in headings:
        plain = plain_heading(heading)
        name = meant.get(plain) or taken.get(plain, "")
        if name in ours:
            read[heading] = (name, asked.get(plain, (name, None))[1])
    return read


def _understood(
    headings: Sequence[str],
    asked: Mapping[str, tuple[str, DateOrder | None]],
    family: RecordFamily,
    usual: Mapping[str, str],
    sample: Sequence[Sequence[str]],
) -> tuple[Mapping[str, str], Mapping[str, str], Sequence[MappingProposal]]:
    """Return what headings are said to be, what they can only be, and what they may be."""
    names = {column.name for column in family.columns}
    meant = _meant(headings, asked, names, usual)
    proposals = [
        each
        for each in propose_mapping(headings, sample, family)
        if plain_heading(each.heading) not in meant and each.column not in meant.values()
    ]
    taken = {plain_heading(their): ours for their, ours in without_doubt(proposals).items()}
    return meant, taken, proposals


def _meant(
    headings: Sequence[str],
    asked: Mapping[str, tuple[str, DateOrder | None]],
    names: Container[str],
    usual: Mapping[str, str],
) -> Mapping[str, str]:
    """Return what each heading is said to be: by the register, by its name, by its form."""
    claimed = {name for name, _ in asked.values()}
    meant: dict[str, str] = {}
    for heading in headings:
        plain = plain_heading(heading)
        if plain in asked:
            meant[plain] = asked[plain][0]
        elif plain in names:
            meant[plain] = plain
        elif usual.get(heading, "") not in {"", *claimed}:
            meant[plain] = usual[heading]
    return meant


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


def _refuse_doubt(proposals: Iterable[MappingProposal], family: RecordFamily, file: str) -> None:
    """Refuse a required column that two headings may be."""
    for column in family.columns:
        likely = [
            each.heading
            for each in proposals
            if each.column == column.name and each.confidence is Confidence.LIKELY
        ]
        if column.required and len(likely) > 1:
            raise RefusedRecordsError(
                Place(file),
                f"{column.name} may be {' or '.join(map(repr, likely))}",
                f"a mapping that says which, such as '{likely[0]} = {column.name}'",
            )


def _refuse_missing(
    mapped: Mapping[str, MappedColumn],
    family: RecordFamily,
    headings: Sequence[str],
    file: str,
    proposals: Iterable[MappingProposal],
) -> None:
    missing = [
        column.name for column in family.columns if column.required and column.name not in mapped
    ]
    if missing:
        perhaps = [f"'{each}'" for each in proposals if each.column in missing][:_MOST_NAMED]
        such = f" such as {' or '.join(perhaps)}" if perhaps else ""
        raise RefusedRecordsError(
            Place(file),
            f"the columns are {', '.join(headings)}",
            f"{', '.join(missing)} among them, or a mapping to it{such}",
        )
