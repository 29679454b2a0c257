"""Takes a text file apart into rows of cells.

Python's own reader is lenient: a quotation mark that is never closed swallows
the rest of the file into one cell.  Here it is strict, and a row that it
refuses is named and stepped over, so that the rows below are still read.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

from assay.domain.problem import Place
from assay.domain.reading import Remark
from assay.intake.encoding import decode_text
from assay.intake.tables.table import A_TABLE, Row, Table, Trouble
from assay.intake.unreadable import UnreadableFileError

MOST_BYTES: Final = 128 * 1024 * 1024
_MOST_CELLS: Final = 20_000_000
_LONGEST_CELL: Final = 1_000_000
_MOST_BROKEN_ROWS: Final = 100
_SEPARATORS: Final = (",", ";", "\t", "|")
_DIRECTIVE: Final = re.compile('\\A"?sep=([,;|\t:^~])"?(?:\r\n|\r|\n|\\Z)', re.IGNORECASE)
_UNPAIRED: Final = "quotation marks that do not pair"
_NOT_PAIRED: Final = Trouble(_UNPAIRED, "a quotation mark at both ends of a cell, or none")
_TOO_WIDE: Final = "quotation marks round a cell with a separator"
_LOOKED_AT: Final = 4096
_CONTROLS: Final = re.compile("[\\x00-\\x08\\x0e-\\x1b]")
_MOST_CONTROLS: Final = 0.02


class _CsvReader(Protocol):
    """What ``csv.reader`` makes; its own type has no public name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True, slots=True)
class DelimitedText:
    """A text file that is a table, once its separator is known."""

    file: str
    text: str
    separators: Sequence[str]  # those that may be meant, the commonest first
    remarks: Sequence[Remark] = ()

    def table(self, separator: str) -> Table:
        """Return the whole table under one separator."""
        return parse_delimited(self.text, separator)

    def head(self, separator: str, rows: int) -> Table:
        """Return the first rows, to see whether the separator makes sense of them."""
        reader = csv.reader(_lines(self.text), delimiter=separator, skipinitialspace=True)
        found: list[Row] = []
        # Reading the whole says what is wrong and where; up to there the head serves.
        with suppress(csv.Error):
            found.extend(Row(number, cells) for number, cells in enumerate(islice(reader, rows), 1))
        return Table(found)


def decode_delimited(file: str, content: bytes) -> DelimitedText:
    """Return the text of a file and the separators that it may use, or refuse the file."""
    text, guessed = decode_table(content)
    remarks = [Remark(Place(file), guessed)] if guessed else []
    if directive := _DIRECTIVE.match(text):
        return DelimitedText(file, text[directive.end() :], (directive[1],), remarks)
    used = tuple(each for each in _SEPARATORS if each == "," or each in text)
    return DelimitedText(file, text, used, remarks)


def decode_table(content: bytes) -> tuple[str, str]:
    """Return the text of a file, and what there is to say where its encoding was guessed."""
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(
            f"a text file of {len(content) // 2**20:,} MB",
            f"at most {MOST_BYTES // 2**20} MB a register",
        )
    decoded = decode_text(content)
    head = decoded.text[:_LOOKED_AT]
    # Control characters alone are odd text, but with a NUL among them they are none.
    if "\0" in head and len(_CONTROLS.findall(head)) > len(head) * _MOST_CONTROLS:
        raise UnreadableFileError("bytes that are no text", A_TABLE)
    guessed = f"written without saying in which encoding; read as {decoded.encoding}"
    return decoded.text.removeprefix("\ufeff"), guessed if decoded.is_guess else ""


def parse_delimited(text: str, separator: str) -> Table:
    """Return the rows of a text file; blank ones are kept, for they count."""
    if text.count(separator) > _MOST_CELLS:
        raise UnreadableFileError(
            f"a table of more than {_MOST_CELLS:,} cells", "a register in smaller parts"
        )
    # The default of 131,072 characters is the process's, and so is this: harmless to widen.
    csv.field_size_limit(_LONGEST_CELL)
    try:
        records: list[list[str]] = list(_strict_reader(_lines(text), separator))
    except csv.Error:
        return _parse_with_broken_rows(list(_lines(text)), separator)
    return Table(
        [Row(number, cells) for number, cells in enumerate(records, 1)], too_wide=_TOO_WIDE
    )


def _parse_with_broken_rows(lines: list[str], separator: str) -> Table:
    rows: list[Row] = []
    broken: dict[int, Trouble] = {}
    at = 0
    while at < len(lines):
        reader = _strict_reader(islice(lines, at, None), separator)
        lines_read = 0
        try:
            for cells in reader:
                rows.append(Row(len(rows) + 1, cells))
                lines_read = reader.line_num
        except csv.Error:
            at += lines_read
            _refuse_if_hopeless(lines[at], broken)
            rows.append(Row(len(rows) + 1, lines[at].rstrip("\r\n").split(separator)))
            broken[len(rows)] = _NOT_PAIRED
            at += 1
        else:
            break
    return Table(rows, broken=broken, too_wide=_TOO_WIDE)


def _refuse_if_hopeless(line: str, broken: Mapping[int, Trouble]) -> None:
    if len(line) > _LONGEST_CELL:
        raise UnreadableFileError(
            f"a line of {len(line):,} characters", f"cells of at most {_LONGEST_CELL:,} characters"
        )
    if len(broken) >= _MOST_BROKEN_ROWS:
        raise UnreadableFileError(f"{_UNPAIRED} in more than {_MOST_BROKEN_ROWS} rows", A_TABLE)


def _strict_reader(lines: Iterator[str], separator: str) -> _CsvReader:
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)


def _lines(text: str) -> Iterator[str]:
    # An empty newline keeps line ends as they are and knows all three kinds.
    return io.StringIO(text, newline="")
