"""Reads the data files of standards and profiles as rows that know where they stand.

Nothing is judged here but the form of a file: whether a row makes sense is
asked later, of its model.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assay.domain.problem import Place, Problem
from assay.standards.toml_lines import Step, Steps, TomlLines

_AT_LINE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as the file holds it, before anybody asks whether it makes sense."""

    file: str
    values: Mapping[str, object]
    line: int = 0
    """The line of a row in columns; a row of TOML finds its lines when asked."""
    lines: TomlLines | None = None
    steps: Steps = ()

    def place(self, *steps: Step) -> Place:
        """Return where a key of the row stands, or the row itself."""
        if self.lines:
            return Place(self.file, line=self.lines.at(self.steps + steps))
        return Place(self.file, column=str(steps[0]) if steps else "", line=self.line)


@dataclass(frozen=True, slots=True)
class Material:
    """What one file holds: its tables of rows, the keys beside them, and what is unreadable."""

    head: RawRow
    tables: Mapping[str, tuple[RawRow, ...]]
    problems: tuple[Problem, ...] = ()


def read_toml(path: Path, file: str) -> Material:
    """Read a TOML file whose lists of tables are the rows."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return _unreadable(_toml_problem(error, file), file)
    except UnicodeDecodeError as error:
        return _unreadable(_encoding_problem(error, file), file)
    lines = TomlLines(text)
    tables = {
        name: tuple(
            RawRow(file, row, lines=lines, steps=(name, number)) for number, row in enumerate(rows)
        )
        for name, rows in values.items()
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)
    }
    beside = {name: value for name, value in values.items() if name not in tables}
    return Material(RawRow(file, beside, lines=lines), tables)


def read_csv(path: Path, file: str, table: str, columns: frozenset[str]) -> Material:
    """Read a CSV file of one table; a blank cell says nothing."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return _unreadable(_encoding_problem(error, file), file)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[RawRow] = []
    problems: list[Problem] = []
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            # A quoted cell may span lines; the row is where it begins.
            begun, line = line, reader.line_num + 1
            if not header:
                header = cells
                problems += _header_problems(header, columns, file)
            elif len(cells) != len(header):
                found = f"{len(cells)} cells" if cells else "a blank line"
                problems.append(Problem(Place(file, line=begun), found, f"{len(header)} cells"))
            else:
                said = zip(header, cells, strict=True)
                rows.append(RawRow(file, {name: cell for name, cell in said if cell}, line=begun))
    except csv.Error:
        problems.append(Problem(Place(file, line=line), "quotes that do not pair", "CSV"))
    # Under a header that is wrong every row would be, and for the same reason.
    known = rows if set(header) <= columns else []
    return Material(RawRow(file, {}, line=1), {table: tuple(known)}, tuple(problems))


def _header_problems(header: list[str], columns: frozenset[str], file: str) -> Iterator[Problem]:
    place = Place(file, line=1)
    for name in header:
        if name not in columns:
            yield Problem(place, f"unknown column '{name}'", f"one of {', '.join(sorted(columns))}")
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield Problem(place, f"column '{name}' {header.count(name)} times", "each column once")


def _unreadable(problem: Problem, file: str) -> Material:
    return Material(RawRow(file, {}, line=1), {}, (problem,))


def _toml_problem(error: tomllib.TOMLDecodeError, file: str) -> Problem:
    read = _AT_LINE.fullmatch(str(error))
    line = int(read["line"] or 0) if read else 0
    what = read["what"] if read else str(error)
    return Problem(Place(file, line=line), f"no TOML ({what})", "TOML")


def _encoding_problem(error: UnicodeDecodeError, file: str) -> Problem:
    before, byte = error.object[: error.start], error.object[error.start]
    place = Place(file, line=before.count(b"\n") + 1)
    return Problem(place, f"the byte 0x{byte:02x}", "text in UTF-8")
