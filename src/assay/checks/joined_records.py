"""What checks need that hold the records of one family against those of another.

A promise over the event log and the records themselves often tell the same
thing from two sources.  Both are asked; where only one can be, it is enough.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final

from assay.checks.asking import Answer
from assay.checks.operation import Operation
from assay.checks.saying import promised
from assay.claims.conditions import midnight
from assay.claims.members import Members, UntestableError
from assay.claims.tally import NotTested
from assay.domain.figures import ListedRecord
from assay.domain.record_family import FAMILIES, ColumnType

SPAN_COLUMNS: Final[Mapping[str, ColumnType]] = {
    "of": ColumnType.TEXT,
    "value": ColumnType.TEXT,
    "since": ColumnType.DATE,
    "until": ColumnType.DATE,
}

_MOST_NAMED: Final = 5

SpanRow = tuple[str, str | None, int | None, int | None]


def records_of(operation: Operation, family: str) -> Members:
    """Return the records of a family that a test cannot do without."""
    members = operation.members(family)
    if members is None:
        raise UntestableError(f"there are no records of {FAMILIES[family].title.lower()}")
    return members


def first_moment(operation: Operation, family: str, names: Sequence[str]) -> str:
    """Return the first of some columns that the records have, or the first of all."""
    members = operation.members(family)
    there = members.columns if members is not None else {}
    return next((name for name in names if name in there), names[0])


def first_extraction(operation: Operation, family: str) -> int:
    """Return the midnight of the day on which the first of a family's records were taken out.

    What was under way on that day may have ended after it.
    """
    taken = [each.extracted_on for each in operation.populations.statements(family)]
    return midnight(min((day for day in taken if day), default=operation.as_of))


def hold_spans(operation: Operation, rows: Iterable[SpanRow]) -> Members:
    """Keep beside the records what a register says is valid, of whom, and from when to when."""
    listed = sorted(set(rows), key=repr)
    name = f"valid {sha256(repr(listed).encode()).hexdigest()[:12]}"
    operation.populations.hold(name, tuple(SPAN_COLUMNS.items()), listed)
    return Members(name, "of", SPAN_COLUMNS, numbered=False)


def together(promises: Iterable[Answer], *own: Answer) -> tuple[Answer, ...]:
    """Return the answers of both; where a promise is decided, what else has no records is left out.

    Where none is, whatever could not be asked is told as well.
    """
    kept = tuple(promises)
    if not any(each.tally.decided for each in kept):
        return (*kept, *own)
    return (*kept, *(each for each in own if not _has_no_records(each)))


def _has_no_records(answer: Answer) -> bool:
    silent = {NotTested.EMPTY, NotTested.NEVER_HAPPENED}
    return answer.test is None or answer.tally.not_tested_because in silent


def as_promised(answer: Answer) -> str:
    """Return where it is promised, to end a sentence with; nothing where nobody does."""
    return f"; {promised(answer)}" if answer.promise else ""


def named_with(answer: Answer, tell: Callable[[ListedRecord], str]) -> str:
    """Return the first deviations as told one by one, and how many more there are."""
    shown = answer.first[:_MOST_NAMED]
    more = answer.tally.deviating - len(shown)
    return ", ".join(tell(each) for each in shown) + (f" and {more} more" if more else "")
