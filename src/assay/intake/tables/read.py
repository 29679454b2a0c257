"""Opens the tables of other people's files: text here, workbooks in a process with limits.

What a file is, its first bytes say and not its name: exports called ``.csv``
are workbooks as often as the other way round.  A file that cannot be read is
one problem, and the files after it are read.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final, TypeAlias

from assay.domain.problem import Problem
from assay.intake.first_bytes import (
    LOCKED_OFFICE_FILE,
    OLD_OFFICE_FILE,
    ZIP_ARCHIVE,
    kind_by_first_bytes,
)
from assay.intake.limits import Limits, Outcome, read_within_limits
from assay.intake.tables.delimited import DelimitedText, decode_delimited
from assay.intake.tables.table import Table
from assay.intake.tables.transport import describe_workbook, unpack_workbook
from assay.intake.unreadable import UnreadableFileError

MOST_BYTES_OF_WORKBOOK: Final = 64 * 1024 * 1024
LIMITS: Final = Limits(seconds=60.0, memory_mb=2048, answer_mb=256)

_XLSX: Final = "a CSV or XLSX file"
_EXPECTED: Final = {
    LOCKED_OFFICE_FILE: "a workbook without a password",
    OLD_OFFICE_FILE: "the same file saved as XLSX",
}
_MARKUP: Final = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML file"),
)
_WITH_MACROS: Final = (".xlsm", ".xltm", ".xlam")


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook."""

    file: str
    sheets: Sequence[Table]


Tables: TypeAlias = DelimitedText | Workbook


def read_tables(
    files: Iterable[tuple[str, bytes]], *, limits: Limits = LIMITS
) -> Iterator[Tables | Problem]:
    """Yield what each file holds, or why it cannot be read, in the order of the files."""
    sorted_out = [(name, content, _refusal(name, content)) for name, content in files]
    books = [content for _, content, why in sorted_out if why is None and _is_workbook(content)]
    with closing(read_within_limits(describe_workbook, books, limits=limits)) as outcomes:
        for name, content, why in sorted_out:
            try:
                if why is not None:
                    yield why.problem(name)
                elif _is_workbook(content):
                    yield _workbook(name, next(outcomes))
                else:
                    yield decode_delimited(name, content)
            except UnreadableFileError as refusal:
                yield refusal.problem(name)


def _is_workbook(content: bytes) -> bool:
    return kind_by_first_bytes(content) == ZIP_ARCHIVE


def _workbook(name: str, outcome: Outcome[bytes]) -> Workbook | Problem:
    if problem := outcome.problem(name):
        return problem
    return Workbook(name, unpack_workbook(outcome.answer))


def _refusal(name: str, content: bytes) -> UnreadableFileError | None:
    """Return why a file is refused by what it is, before anything is parsed."""
    if not content.strip():
        return UnreadableFileError("an empty file", _XLSX)
    if name.lower().endswith(_WITH_MACROS):
        return UnreadableFileError("a workbook with macros", "the same file saved without macros")
    kind = kind_by_first_bytes(content)
    if kind == ZIP_ARCHIVE:
        return _refuse_large(content)
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = kind or next((kind for mark, kind in _MARKUP if start.startswith(mark)), "")
    return UnreadableFileError(kind, _EXPECTED.get(kind, _XLSX)) if kind else None


def _refuse_large(content: bytes) -> UnreadableFileError | None:
    if len(content) <= MOST_BYTES_OF_WORKBOOK:
        return None
    size = f"a workbook of {len(content) // 2**20:,} MB"
    return UnreadableFileError(size, f"at most {MOST_BYTES_OF_WORKBOOK // 2**20} MB")
