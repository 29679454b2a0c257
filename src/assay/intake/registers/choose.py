"""Chooses which table of a file is the register: the separator, the sheet, the headings.

Every choice is by the headings: what names most fields of the noun is it.  What
was not chosen is said, and a second sheet that reads as the same register is a
problem, for its rows would be lost without a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from assay.domain.item import Item, column_names
from assay.domain.problem import Place, Problem
from assay.domain.reading import Remark
from assay.intake.registers.header import ROWS_LOOKED_AT, Header, find_header
from assay.intake.tables.delimited import DelimitedText
from assay.intake.tables.read import ParsedFile, Tables
from assay.intake.tables.table import Table

_NAMES_SHOWN: Final = 4
# A sheet that names so much of what the chosen one names is the same register again.
_AS_MUCH: Final = 0.75


@dataclass(slots=True)
class Choice:
    """The table to read with its headings, or the problems that say why there is none."""

    table: Table | None = None
    header: Header | None = None
    separator: str = ""
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def choose_table(
    tables: Tables, kind: type[Item], asked_for: Mapping[str, str], sheet: str
) -> Choice:
    """Return the table of a file that is the register."""
    if isinstance(tables, DelimitedText):
        return _choose_separator(tables, kind, asked_for)
    return _choose_sheet(tables, kind, asked_for, sheet)


def _choose_separator(
    tables: DelimitedText, kind: type[Item], asked_for: Mapping[str, str]
) -> Choice:
    choice = Choice(remarks=list(tables.remarks))
    best = 0
    for separator in tables.separators:
        header = find_header(tables.head(separator, 2 * ROWS_LOOKED_AT), kind, asked_for)
        if header is not None and header.score > best:
            best, choice.separator = header.score, separator
        if header is not None and header.is_as_written:
            break
    if choice.separator:
        choice.table = tables.table(choice.separator)
        choice.header = find_header(choice.table, kind, asked_for)
    if choice.header is None:
        choice.problems.append(_no_headings(Place(tables.file), kind))
    return choice


def _choose_sheet(
    book: ParsedFile, kind: type[Item], asked_for: Mapping[str, str], sheet: str
) -> Choice:
    filled = [table for table in book.sheets if table.rows]
    wanted = [table for table in filled if (table.sheet == sheet if sheet else not table.hidden)]
    found = [(table, find_header(table, kind, asked_for)) for table in wanted]
    best = max((header.score for _, header in found if header), default=0)
    for table, header in found:
        if header is not None and header.score == best:
            choice = Choice(table, header, remarks=list(book.remarks))
            if not sheet:
                _say_what_is_left(book, choice, found, filled)
            return choice
    place = Place(book.file, sheet if len(wanted) != 1 else wanted[0].sheet)
    choice = Choice(problems=[_no_headings(place, kind)])
    if sheet and not wanted:
        names = " or ".join(table.sheet for table in filled)
        choice.problems = [Problem(Place(book.file), f"no sheet '{sheet}'", names or "a sheet")]
    elif not wanted:
        choice.problems = [Problem(Place(book.file), "no visible sheet with rows", "a register")]
    choice.remarks += [_hidden(book.file, table) for table in filled if table.hidden and not sheet]
    choice.remarks[:0] = book.remarks
    return choice


def _say_what_is_left(
    book: ParsedFile,
    choice: Choice,
    found: Sequence[tuple[Table, Header | None]],
    filled: Sequence[Table],
) -> None:
    """Name the sheets beside the chosen one."""
    chosen, header = choice.table, choice.header
    if chosen is None or header is None:
        return
    for table, other in found:
        if table is chosen:
            continue
        place = Place(book.file, table.sheet)
        if other is not None and _is_same_register(other, header):
            says = f"headings of the same register as in sheet {chosen.sheet}"
            choice.problems.append(
                Problem(place, says, "one sheet for the register, or the one to read by its name")
            )
        else:
            says = f"not read, for sheet {chosen.sheet} has more of the headings"
            choice.remarks.append(Remark(place, says))
    choice.remarks += [_hidden(book.file, table) for table in filled if table.hidden]


def _is_same_register(other: Header, chosen: Header) -> bool:
    fields = chosen.mapped.fields
    return len(other.mapped.fields & fields) >= len(fields) * _AS_MUCH


def _hidden(file: str, table: Table) -> Remark:
    return Remark(Place(file, table.sheet), "not read, for the sheet is hidden")


def _no_headings(place: Place, kind: type[Item]) -> Problem:
    names = [names[0] for names in column_names(kind).values()][:_NAMES_SHOWN]
    return Problem(place, "no row of headings", f"headings such as {', '.join(names)}")
