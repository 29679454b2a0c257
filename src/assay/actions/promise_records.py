"""The records behind a promise or a test: how many stand on each side, and one page of a side.

The check that answers is run, and the tests that it asked are paged: so a page
shows the records of those figures, and never of another reading of the promise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from assay.actions.checked_out import check_out
from assay.actions.stored_operation import stored_operation
from assay.assessment.claim_sheet import answering
from assay.checks.asking import DOCUMENTS, list_records
from assay.checks.operation import Operation
from assay.checks.registry import find_population_check
from assay.checks.remembering import Remembering
from assay.claims.population_test import PopulationTest
from assay.claims.tally import Side
from assay.domain.claim import Claim
from assay.domain.deviation import Looked
from assay.domain.figures import Figures, ListedRecord
from assay.engine.records import EngineRecords
from assay.ledger.dossier import Dossier

SIDES: Final[Mapping[str, Side]] = {
    "deviating": Side.DEVIATING,
    "undecidable": Side.UNDECIDABLE,
    "excepted": Side.EXCEPTED,
    "conforming": Side.CONFORMING,
}
_MOST_KNOWN: Final = 64

_Ran = tuple[Looked, Mapping[str, PopulationTest]]
_State = tuple[int, date, str]
# What checks came to over records that are open, for as long as these are.
_KNOWN: "WeakKeyDictionary[EngineRecords, dict[_State, _Ran]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class RecordsAsked:
    """What is asked of a promise: a side, one of its tests by its place, and which records."""

    side: str = "deviating"
    stretch: int | None = None
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """One page of the records on one side of one test of a promise."""

    stretch: int
    stretches: int
    in_force: str
    not_tested_because: str
    population: int
    not_applicable: int
    counts: Mapping[str, int]
    offset: int
    records: tuple[ListedRecord, ...]


def records_behind(dossier: Dossier, day: date, key: str, asked: RecordsAsked) -> RecordsPage:
    """Return a page of the records behind a promise; its last test where none is named."""
    claim = dossier[Claim].named(key)
    if claim.family == DOCUMENTS:
        return _nothing()
    with stored_operation(check_out(dossier, day)) as (operation, _):
        looked, tests = _run(operation, answering(claim))
        return _page(operation, [f for f in looked.figures if f.claim == key], tests, asked)


def records_of_test(
    dossier: Dossier, day: date, check: str, name: str, asked: RecordsAsked
) -> RecordsPage:
    """Return a page of the records behind one test of a check."""
    find_population_check(check)
    with stored_operation(check_out(dossier, day)) as (operation, _):
        looked, tests = _run(operation, check)
        return _page(operation, [f for f in looked.figures if f.test == name], tests, asked)


def _run(operation: Operation, check: str) -> _Ran:
    """Return what a check comes to, with the tests that it asked by their statements."""
    records = operation.populations
    known = _KNOWN.setdefault(records, {}) if isinstance(records, EngineRecords) else {}
    state = (operation.dossier.length, operation.as_of, check)
    if state not in known:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        remembering = Remembering(records)
        asked = replace(operation, populations=remembering)
        known[state] = (find_population_check(check).run(asked), remembering.tests)
    return known[state]


def _page(
    operation: Operation,
    figures: list[Figures],
    tests: Mapping[str, PopulationTest],
    asked: RecordsAsked,
) -> RecordsPage:
    if not figures:
        return _nothing()
    place = len(figures) - 1 if asked.stretch is None else min(asked.stretch, len(figures) - 1)
    one = figures[place]
    counts = {name: getattr(one, name) for name in SIDES}
    last = max(counts[asked.side] - 1, 0) // asked.limit * asked.limit
    offset = min(asked.offset, last)
    test = tests.get(one.query)
    listed: tuple[ListedRecord, ...] = ()
    if test is not None:
        listed = list_records(operation, test, SIDES[asked.side], limit=asked.limit, offset=offset)
    return RecordsPage(
        place,
        len(figures),
        one.in_force,
        one.not_tested_because,
        one.population,
        one.not_applicable,
        counts,
        offset,
        listed,
    )


def _nothing() -> RecordsPage:
    return RecordsPage(0, 0, "", "nothing can be asked", 0, 0, dict.fromkeys(SIDES, 0), 0, ())
