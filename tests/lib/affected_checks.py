"""Which checks of Stage 2 a changed record can reach, so that a journey asks those alone.

A check is watched on the clean organisation: what it reads is told by the
queries that it asks.  Where a flaw changes nothing of it, and nothing of the
registers, the check comes to what it came to before, for it is pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlglot import exp

from assay.assessment.stage2 import Stage2
from assay.checks.operation import Operation
from assay.checks.registry import find_any_check
from assay.claims.population_test import PopulationTest
from assay.domain.file import File
from assay.domain.item import registers
from assay.domain.record_source import RecordSource
from assay.engine.records import EngineRecords

OF_FILES = {File, RecordSource}


class Watched(EngineRecords):
    """Records that note down what they are asked for; those they stand for are asked no more."""

    def __init__(self, records: EngineRecords) -> None:
        self.__dict__.update(records.__dict__)
        self.read: set[str] = set()

    def text(self, test: PopulationTest) -> str:
        self.read |= test.reads
        return super().text(test)

    def _asked_before(self, test: PopulationTest) -> Any:
        self.read |= test.reads
        return super()._asked_before(test)

    def rows(self, query: exp.Query) -> Sequence[tuple[Any, ...]]:
        self.read |= {each.name for each in query.find_all(exp.Table)}
        return super().rows(query)

    def statements(self, family: str) -> Any:
        self.read.add(family)
        return super().statements(family)


def read_by_checks(operation: Operation, names: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return the relations that each check reads; cases of the log are read from the log."""
    found = {}
    records = operation.populations
    assert isinstance(records, EngineRecords)
    watched = Watched(records)
    for name in names:
        watched.read = set()
        # Another operation each time, or what one check has asked no other would ask again;
        # and the check alone, for an assessment itself tells of every source.
        find_any_check(name).run(replace(operation, populations=watched))
        found[name] = frozenset(
            "event" if each.startswith("case_profile") else each for each in watched.read
        )
    return found


def affected(before: Operation, after: Operation, reads: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the checks that may come to something else after a change."""
    if not _same_registers(before, after):
        return sorted(reads)
    changed = _changed_families(before, after)
    return sorted(name for name, read in reads.items() if not read or read & changed)


def _same_registers(before: Operation, after: Operation) -> bool:
    return all(
        dict(before[kind]) == dict(after[kind])
        for kind in registers().values()
        if kind not in OF_FILES
    )


def _changed_families(before: Operation, after: Operation) -> set[str]:
    families = {*before.populations.families(), *after.populations.families()}
    told = {*before[RecordSource].values()} ^ {*after[RecordSource].values()}
    return {each for each in families if _hashes(before, each) != _hashes(after, each)} | {
        source.family for source in told
    }


def _hashes(operation: Operation, family: str) -> list[str]:
    return [each.content_hash for each in operation.populations.statements(family)]


def checks_of(stage2: Stage2) -> list[str]:
    """Return the names of the checks that were run."""
    return [each.check.name for each in stage2.results]
