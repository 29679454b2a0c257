"""The records behind one promise: how many stand on each side, and one page of a side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assay.actions.checked_out import check_out
from assay.actions.stored_operation import stored_operation
from assay.checks.asking import Answer, ask_promise, promises
from assay.checks.operation import Operation
from assay.claims.answers import Answers
from assay.claims.tally import Side
from assay.domain.claim import Claim
from assay.domain.figures import ListedRecord
from assay.ledger.dossier import Dossier

SIDES: Final[Mapping[str, Side]] = {
    "deviating": Side.DEVIATING,
    "undecidable": Side.UNDECIDABLE,
    "excepted": Side.EXCEPTED,
    "conforming": Side.CONFORMING,
}


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """One page of the records on one side of one stretch of a promise."""

    stretch: int
    stretches: int
    in_force: str
    not_tested_because: str
    population: int
    not_applicable: int
    counts: Mapping[str, int]
    records: tuple[ListedRecord, ...]


@dataclass(frozen=True, slots=True)
class RecordsAsked:
    """What is asked of a promise: a side, a version of it by its place, and which records."""

    side: str = "deviating"
    stretch: int | None = None
    offset: int = 0
    limit: int = 50


def records_behind(dossier: Dossier, day: date, key: str, asked: RecordsAsked) -> RecordsPage:
    """Return a page of the records behind a promise; the latest version where none is named."""
    dossier[Claim].named(key)
    with stored_operation(check_out(dossier, day)) as (operation, _):
        answers = _answers(operation, key)
        if not answers:
            return RecordsPage(0, 0, "", "nothing can be asked", 0, 0, dict.fromkeys(SIDES, 0), ())
        place = len(answers) - 1 if asked.stretch is None else asked.stretch
        answer = answers[min(place, len(answers) - 1)]
        tally = answer.tally
        listed = (
            answer.listed(SIDES[asked.side], limit=asked.limit, offset=asked.offset)
            if answer.test
            else ()
        )
        return RecordsPage(
            answers.index(answer),
            len(answers),
            answer.stretch.in_force if answer.stretch else "",
            answer.why_not_tested,
            tally.population,
            tally.not_applicable,
            {name: getattr(tally, name) for name in SIDES},
            tuple(listed),
        )


def _answers(operation: Operation, key: str) -> list[Answer]:
    claim = operation[Claim][key]
    return [
        answer
        for each in promises(operation, [Answers(claim.kind, claim.family)])
        if each.key == key
        for answer in ask_promise(operation, each)
    ]
