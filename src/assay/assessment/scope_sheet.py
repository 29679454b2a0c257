"""The scope, item by item, for an auditor to confirm, adjust or reject.

Nothing here is confirmed by anybody but an auditor; an item without an answer
keeps Stage 1 from being closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assay.checks.material import Material
from assay.domain.boundary import Boundary, Stance
from assay.domain.scope_confirmation import Confirmation, ScopeConfirmation


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One item of the scope and what the auditor said of it."""

    boundary: str
    kind: str
    item: str
    stance: Stance
    reason: str
    says: Confirmation | None
    note: str = ""
    by: str = ""
    at: datetime | None = None


def scope_sheet(material: Material) -> tuple[ScopeLine, ...]:
    """Return every item of the approved scope with its answer, if it has one."""
    if material.scope is None:
        return ()
    answers = {each.boundary: each for each in material[ScopeConfirmation].values()}
    lines = [
        _line(clause, answers.get(clause.key))
        for clause in material[Boundary].values()
        if clause.scope == material.scope.key
    ]
    return tuple(sorted(lines, key=lambda line: (line.kind, line.stance, line.item, line.boundary)))


def unanswered(sheet: Iterable[ScopeLine]) -> tuple[ScopeLine, ...]:
    """Return the items that no auditor has answered; while there are any, Stage 1 stays open."""
    # An answer that nobody gave, or of which nobody says when, is none.
    return tuple(line for line in sheet if not (line.says and line.by and line.at))


def _line(clause: Boundary, answer: ScopeConfirmation | None) -> ScopeLine:
    return ScopeLine(
        clause.key,
        clause.kind.value,
        clause.item,
        clause.stance,
        clause.reason,
        answer.says if answer else None,
        answer.note if answer else "",
        answer.by if answer else "",
        answer.at if answer else None,
    )
