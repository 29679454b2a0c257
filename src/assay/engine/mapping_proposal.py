"""Which column of an export is meant by which column of a family: proposals, each with its reason.

A pure function of headings and a sample of values.  A proposal is *certain*
where the heading is the column's name, *likely* where it is another word for it
and the values are of its kind, and *possible* where only one of both holds.

What a newcomer would get wrong: only the first two are ever taken without
asking, and only where nothing else could be meant.  The register of record
sources keeps what a person decided, as ``their column = our column``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assay.domain.record_family import ColumnType, RecordColumn, RecordFamily
from assay.engine.column_words import NO, YES, headings_of, words_of

SAMPLE: Final = 200

_NEARLY_ALL: Final = 0.9
_ENOUGH_TO_DIFFER: Final = 3
_DAY: Final = r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
_SHAPES: Final = {
    ColumnType.INSTANT: re.compile(rf"{_DAY}([T ]\d{{1,2}}:\d{{2}}.*)?"),
    ColumnType.DATE: re.compile(rf"{_DAY}([T ]0?0:00.*)?"),
    ColumnType.NUMBER: re.compile(r"[+-]?\d{1,18}(\.\d{1,9})?"),
    ColumnType.FLAG: re.compile("|".join((*YES, *NO)), re.IGNORECASE),
}
_CALLED: Final = {
    ColumnType.INSTANT: "instants",
    ColumnType.DATE: "dates",
    ColumnType.NUMBER: "numbers",
    ColumnType.FLAG: "yes or no",
}


class Confidence(StrEnum):
    """How sure a proposal is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class MappingProposal:
    """One heading taken for one column, how surely, and why."""

    heading: str
    column: str
    confidence: Confidence
    why: str

    def __str__(self) -> str:
        """Return the proposal as the register would keep it."""
        return f"{self.heading} = {self.column}"


def propose_mapping(
    headings: Sequence[str], sample: Sequence[Sequence[str]], family: RecordFamily
) -> tuple[MappingProposal, ...]:
    """Return what each heading may be, the surest of each column first."""
    found = [
        proposal
        for column in family.columns
        for place, heading in enumerate(headings)
        if (proposal := _propose(heading, _values(sample, place), column, family))
    ]
    certain = {(each.column, each.heading) for each in found if _is_certain(each)}
    named = {column for column, _ in certain}, {heading for _, heading in certain}
    # Whatever has its own name is not looked for elsewhere.
    kept = [
        each
        for each in found
        if _is_certain(each) or (each.column not in named[0] and each.heading not in named[1])
    ]
    order = list(Confidence)
    return tuple(sorted(kept, key=lambda each: order.index(each.confidence)))


def without_doubt(proposals: Iterable[MappingProposal]) -> Mapping[str, str]:
    """Return the headings that can be taken for one column only, which has no other."""
    sure = [each for each in proposals if each.confidence is not Confidence.POSSIBLE]
    return {
        each.heading: each.column
        for each in sure
        if sum(other.heading == each.heading or other.column == each.column for other in sure) == 1
    }


def _is_certain(proposal: MappingProposal) -> bool:
    return proposal.confidence is Confidence.CERTAIN


def _values(sample: Sequence[Sequence[str]], place: int) -> Sequence[str]:
    cells = (row[place].strip() for row in sample if place < len(row))
    return [cell for cell in cells if cell]


def _propose(
    heading: str, values: Sequence[str], column: RecordColumn, family: RecordFamily
) -> MappingProposal | None:
    words = words_of(heading)
    if words == words_of(column.name):
        return MappingProposal(heading, column.name, Confidence.CERTAIN, "the column's own name")
    is_named = words in headings_of(family, column)
    fits = _fitting(values, column, is_key=column.name == family.key, is_named=is_named)
    if is_named and (fits or not values):
        why = f"another word for {column.name}" + (f"; {fits}" if fits else "; no value to look at")
        sure = Confidence.LIKELY if fits else Confidence.POSSIBLE
        return MappingProposal(heading, column.name, sure, why)
    says_much = column.type is not ColumnType.TEXT or column.name == family.key
    if fits and column.required and says_much:
        return MappingProposal(heading, column.name, Confidence.POSSIBLE, fits)
    return None


def _fitting(values: Sequence[str], column: RecordColumn, *, is_key: bool, is_named: bool) -> str:
    """Return in words how values are of a column's kind, or nothing where they are not."""
    if not values:
        return ""
    if is_key:
        return _differing(values, at_least=1 if is_named else _ENOUGH_TO_DIFFER)
    shape = _SHAPES.get(column.type)
    if shape is None:
        return "its values are text" if not _is_of_times(values) else ""
    if _share(values, shape) < _NEARLY_ALL:
        return ""
    return f"its values are {_CALLED[column.type]}, such as {values[0]!r}"


def _differing(values: Sequence[str], *, at_least: int) -> str:
    differ = len(set(values)) >= len(values) * _NEARLY_ALL and len(values) >= at_least
    return "its values differ from row to row" if differ and not _is_of_times(values) else ""


def _is_of_times(values: Sequence[str]) -> bool:
    return _share(values, _SHAPES[ColumnType.INSTANT]) >= _NEARLY_ALL


def _share(values: Sequence[str], shape: re.Pattern[str]) -> float:
    return sum(map(bool, map(shape.fullmatch, values))) / len(values)
