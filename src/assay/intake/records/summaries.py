"""Counts the records of a folder: how many of each family, on which days, where.

The counts come from the files and never from what a register says of them.  A
row without a readable day counts as a row and on no day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from assay.domain.problem import Place, Problem
from assay.domain.record_family import FAMILIES, ColumnType, RecordFamily
from assay.domain.record_source import RecordSource
from assay.domain.record_summary import RecordSummary, Stretch
from assay.intake.tables.cell import Cell, is_blank, show
from assay.intake.tables.read import ParsedFile, Tables, read_tables
from assay.intake.tables.table import Row
from assay.intake.unreadable import UnreadableFileError

# The columns that say what a record is about, in the words of the inventories.
ABOUT = {
    "site": "site",
    "team": "team",
    "system": "system",
    "source": "system",
    "supplier": "supplier",
    "person": "person",
}
TIMES = frozenset({ColumnType.INSTANT, ColumnType.DATE})

# Families that registers refer to record by record: a risk names the incident it follows.
NAMED = frozenset({"incident"})


@dataclass(frozen=True, slots=True)
class CountedRecords:
    """The families that could be counted, and what could not be read."""

    summaries: tuple[RecordSummary, ...]
    problems: tuple[Problem, ...]


def count_records(folder: Path, sources: Iterable[RecordSource]) -> CountedRecords:
    """Count the records of every source whose family is known and whose file is there."""
    known = [
        source
        for source in sources
        if source.family in FAMILIES and (folder / source.file).is_file()
    ]
    opened = read_tables((source.file, (folder / source.file).read_bytes()) for source in known)
    counted = [
        tables if isinstance(tables, Problem) else _count(source, tables)
        for source, tables in zip(known, opened, strict=True)
    ]
    return CountedRecords(
        tuple(each for each in counted if isinstance(each, RecordSummary)),
        tuple(each for each in counted if isinstance(each, Problem)),
    )


def _count(source: RecordSource, tables: Tables) -> RecordSummary | Problem:
    family = FAMILIES[source.family]
    mapping = dict(_split(each) for each in source.mapping)
    try:
        found = _headed(tables, family, mapping)
    except UnreadableFileError as refusal:
        return refusal.problem(source.file)
    if found is None:
        wanted = ", ".join(column.name for column in family.columns if column.required)
        return Problem(Place(source.file), "no row of headings", f"the columns {wanted}")
    columns, rows = found
    return _counted(source, family, columns, rows)


def _split(mapping: str) -> tuple[str, str]:
    theirs, _, ours = mapping.partition("=")
    return _plain(theirs), ours.strip()


def _plain(heading: str) -> str:
    return "_".join(heading.lower().replace("_", " ").split())


def _headed(
    tables: Tables, family: RecordFamily, mapping: Mapping[str, str]
) -> tuple[Mapping[str, int], Sequence[Row]] | None:
    """Return where each column of the family stands, and the rows under the headings."""
    for rows in _sheets(tables):
        for position, row in enumerate(rows[:20]):
            columns = _columns(row.cells, family, mapping)
            if all(column.name in columns for column in family.columns if column.required):
                return columns, rows[position + 1 :]
    return None


def _sheets(tables: Tables) -> Iterator[Sequence[Row]]:
    if isinstance(tables, ParsedFile):
        for sheet in tables.sheets:
            yield sheet.rows
    else:
        for separator in tables.separators:
            yield tables.table(separator).rows


def _columns(
    cells: Sequence[Cell], family: RecordFamily, mapping: Mapping[str, str]
) -> Mapping[str, int]:
    ours = {column.name for column in family.columns}
    named = (
        (mapping.get(name, name), place)
        for place, cell in enumerate(cells)
        for name in [_plain(show(cell))]
    )
    return {name: place for name, place in named if name in ours}


@dataclass
class _Tally:
    """Records being counted."""

    count: int = 0
    days: Counter[date] = field(default_factory=Counter)

    def add(self, day: date | None) -> None:
        self.count += 1
        if day:
            self.days[day] += 1

    def stretch(self) -> Stretch:
        return Stretch(self.count, min(self.days, default=None), max(self.days, default=None))


def _counted(
    source: RecordSource, family: RecordFamily, columns: Mapping[str, int], rows: Sequence[Row]
) -> RecordSummary:
    times = [column.name for column in family.columns if column.type in TIMES]
    at = next((columns[name] for name in times if name in columns), None)
    about = [(ABOUT[name], columns[name]) for name in columns if name in ABOUT]
    whole = _Tally()
    by: defaultdict[str, defaultdict[str, _Tally]] = defaultdict(lambda: defaultdict(_Tally))
    key = columns[family.key] if family.name in NAMED else None
    named: dict[str, date | None] = {}
    undated = 0
    for row in rows:
        if all(is_blank(cell) for cell in row.cells):
            continue
        day = _day(row.cells[at]) if at is not None and at < len(row.cells) else None
        if key is not None and key < len(row.cells) and (name := show(row.cells[key])):
            named[name] = day
        undated += day is None
        whole.add(day)
        for name, place in about:
            if place < len(row.cells) and (value := show(row.cells[place])):
                by[name][value].add(day)
    return RecordSummary(
        source.family,
        source.file,
        whole.stretch(),
        dict(sorted(whole.days.items())),
        {
            name: {value: tally.stretch() for value, tally in sorted(tallies.items())}
            for name, tallies in sorted(by.items())
        },
        undated,
        named,
    )


def _day(cell: Cell) -> date | None:
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case str():
            try:
                return date.fromisoformat(cell[:10])
            except ValueError:
                return None
        case _:
            return None
