"""Operations for checks of Stage 2: records drawn as tables, beside items of a dossier.

A table's cells are read by the type of their column: an instant is in UTC and
may be a day alone, in which case the whole column is known to the day only
where no cell has a time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

from assay.checks.operation import Operation
from assay.checks.registry import find_population_check
from assay.claims.conditions import microseconds, midnight
from assay.claims.members import Members
from assay.domain.deviation import Looked
from assay.domain.item import Item
from assay.domain.record_family import FAMILIES, ColumnType
from assay.engine.population import FrozenColumn, Population
from assay.engine.records import EngineRecords
from assay.ledger.ledger import Ledger
from tests.engine.backends import MemoryBackend
from tests.lib.stage1 import AS_OF, material
from tests.lib.table import table

Cell = str | int | Decimal | None


def operation(
    *items: Item,
    records: Mapping[str, str] | None = None,
    as_of: date = AS_OF,
    standards: Iterable[str] = ("iso27001-2022",),
    profile: str = "isms-typical",
    independent: Iterable[str] = (),
    months: int | None = None,
    sites: tuple[str, ...] = (),
    ledger: Ledger | None = None,
) -> Operation:
    """Return items and records as checks of Stage 2 are given them."""
    base = material(*items, as_of=as_of, standards=standards, profile=profile, ledger=ledger)
    backend = MemoryBackend()
    populations = [
        part
        for family, text in (records or {}).items()
        for part in _parts(
            _keep(backend, family, text, independent=family in set(independent)), text
        )
    ]
    return Operation(
        base.dossier,
        base.as_of,
        base.standards,
        base.profile,
        base.texts,
        base.records,
        populations=EngineRecords(backend, populations),
        window_months=months,
        sites=sites,
    )


def look(check: str, at: Operation) -> Looked:
    """Run one check of Stage 2."""
    return find_population_check(check).run(at)


def said(check: str, at: Operation) -> dict[str, str]:
    """Return what a check says, by what it says it of."""
    return {", ".join(each.about): each.says for each in look(check, at).deviations}


def keys(check: str, at: Operation) -> list[str]:
    """Return the keys of the first deviations of all tests of a check."""
    figures = [each.figures for each in look(check, at).deviations]
    return [record.key for each in figures if each for record in each.first]


def untold(check: str, at: Operation) -> dict[str, str]:
    """Return what a check could not tell, and why."""
    return {each.key: each.why for each in look(check, at).unknown}


def _keep(backend: MemoryBackend, name: str, text: str, *, independent: bool) -> Population:
    family = FAMILIES[name]
    rows = table(text)
    types = {column.name: column.type for column in family.columns}
    columns = list(rows[0]) if rows else [column.name for column in family.columns]
    kinds = {column: types.get(column, ColumnType.TEXT) for column in columns}
    by_day = frozenset(
        column
        for column, kind in kinds.items()
        if kind is ColumnType.INSTANT and rows and all(len(row[column]) <= 10 for row in rows)
    )
    members = Members(name, family.key, kinds, by_day=by_day)
    backend.add_population(
        members, [_row(number, row, kinds) for number, row in enumerate(rows, start=2)]
    )
    return Population(
        family=name,
        source=f"SRC-{name}",
        file=f"records/{name}.csv",
        file_sha256=sha256(text.encode()).hexdigest(),
        extracted_at=None,
        window_from_on=None,
        window_until_on=None,
        time_zone="UTC",
        complete="All of them.",
        independent=independent,
        stated=len(rows),
        rows_in=len(rows),
        row_count=len(rows),
        unreadable=0,
        duplicate_keys=0,
        lacking={},
        content_hash=sha256(repr(sorted(map(repr, rows))).encode()).hexdigest(),
        columns=tuple(
            FrozenColumn(column, column, kind, by_day=column in by_day)
            for column, kind in kinds.items()
        ),
    )


def _parts(population: Population, text: str) -> list[Population]:
    """Return a population for each source that a drawing names in ``source_key``."""
    named = sorted({row.get("source_key", population.source) for row in table(text)})
    return [replace(population, source=each) for each in named or [population.source]]


def _row(number: int, row: Mapping[str, str], kinds: Mapping[str, ColumnType]) -> tuple[Cell, ...]:
    cells: list[Cell] = [number, 0]
    for column, kind in kinds.items():
        cells.append(_cell(row[column], kind))
        if kind is ColumnType.INSTANT:
            cells.append(midnight(date.fromisoformat(row[column][:10])) if row[column] else None)
    return tuple(cells)


def _cell(text: str, kind: ColumnType) -> Cell:
    if not text:
        return None
    match kind:
        case ColumnType.INSTANT:
            told = datetime.fromisoformat(text)
            return microseconds(told if told.tzinfo else told.replace(tzinfo=UTC))
        case ColumnType.DATE:
            return midnight(date.fromisoformat(text))
        case ColumnType.NUMBER:
            return Decimal(text)
        case ColumnType.FLAG:
            return int(text.lower() in {"yes", "true", "1"})
        case ColumnType.TEXT:
            return text
