"""A standard told as its difference from another: an overlay, or the next edition.

Rows of the extended standard are taken over unless a row with the same id
replaces them or their clause is withdrawn.  A new edition says how sure
anybody is of what it took over; references follow the clauses that moved.
"""

import re
from collections.abc import Sequence

from assay.standards.clause import Clause
from assay.standards.moved_clause import MovedClause
from assay.standards.required_document import RequiredDocument
from assay.standards.review import ReviewInput, ReviewOutput
from assay.standards.row import Row
from assay.standards.standard import Standard, StandardHead, clauses_now
from assay.standards.tables import Table

# What the text of the standard says; the rest is custom, and as sure as it was before.
_TEXT = (Clause, RequiredDocument, ReviewInput, ReviewOutput)
_DIGITS = re.compile(r"(\d+)")


def extend_rows(
    table: Table,
    own: Sequence[Row],
    base: Standard,
    head: StandardHead,
    moves: Sequence[MovedClause],
) -> tuple[Row, ...]:
    """Return the rows of the extended standard and the own ones, each id once."""
    if table.model is MovedClause:
        return tuple(own)
    replaced = {getattr(row, table.key): row for row in own}
    kept: list[Row] = []
    for row in getattr(base, table.field):
        key = getattr(row, table.key)
        if key in replaced:
            kept.append(replaced.pop(key))
        elif key not in head.withdrawn:
            kept.append(_carry(row, head, moves))
    rows = [*kept, *(row for row in own if getattr(row, table.key) in replaced)]
    if table.model is Clause:
        rows.sort(key=lambda row: _in_order(getattr(row, table.key)))
    return tuple(rows)


def _carry(row: Row, head: StandardHead, moves: Sequence[MovedClause]) -> Row:
    if head.carried is None:
        return row
    changed: dict[str, object] = {
        "edition": head.edition,
        "valid_from": head.valid_from,
        "valid_to": head.valid_to,
    }
    if isinstance(row, _TEXT):
        changed |= {"confidence": head.carried.confidence, "source": head.carried.source}
    for name in {"clause", "clauses"} & type(row).model_fields.keys():
        said = getattr(row, name)
        if isinstance(said, str):
            changed[name] = clauses_now(said, moves)[0]
        else:
            now = (number for one in said for number in clauses_now(one, moves))
            changed[name] = tuple(dict.fromkeys(now))
    return row.model_copy(update=changed)


def _in_order(number: str) -> list[tuple[int, str]]:
    # 4.10 comes after 4.9, and a number that is no number after those.
    return [(int(part) if part.isdigit() else 0, part) for part in _DIGITS.split(number) if part]
