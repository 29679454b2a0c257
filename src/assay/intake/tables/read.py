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
from assay.intake.limits import Limits, Outcome, read_within_limits
from assay.intake.tables.delimited import DelimitedText, decode_delimited
from assay.intake.tables.table import Table, UnreadableTableError
from assay.intake.tables.transport import describe_workbook, unpack_workbook

MOST_BYTES_OF_WORKBOOK: Final = 64 * 1024 * 1024
LIMITS: Final = Limits(seconds=60.0, memory_mb=2048, answer_mb=256)

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_XLSX: Final = "a CSV or XLSX file"
_REFUSED: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"{\\rtf", "a formatted text (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
)
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
    books = [content for _, content, why in sorted_out if why is None and content.startswith(_ZIP)]
    with closing(read_within_limits(describe_workbook, books, limits=limits)) as outcomes:
        for name, content, why in sorted_out:
            try:
                if why is not None:
                    yield why.problem(name)
                elif content.startswith(_ZIP):
                    yield _workbook(name, next(outcomes))
                else:
                    yield decode_delimited(name, content)
            except UnreadableTableError as refusal:
                yield refusal.problem(name)


def _workbook(name: str, outcome: Outcome[bytes]) -> Workbook | Problem:
    if problem := outcome.problem(name):
        return problem
    return Workbook(name, unpack_workbook(outcome.answer))


def _refusal(name: str, content: bytes) -> UnreadableTableError | None:
    """Return why a file is refused by what it is, before anything is parsed."""
    if not content.strip():
        return UnreadableTableError("an empty file", _XLSX)
    if name.lower().endswith(_WITH_MACROS):
        return UnreadableTableError("a workbook with macros", "it saved as XLSX, without them")
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return UnreadableTableError("an encrypted workbook", "it saved without a password")
        return UnreadableTableError("a workbook of the old kind (XLS)", "it saved as XLSX")
    if content.startswith(_ZIP) and len(content) > MOST_BYTES_OF_WORKBOOK:
        size = f"a workbook of {len(content) // 2**20:,} MB"
        return UnreadableTableError(size, f"at most {MOST_BYTES_OF_WORKBOOK // 2**20} MB")
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kinds = [kind for mark, kind in _REFUSED if content.startswith(mark)]
    kinds += [kind for mark, kind in _MARKUP if start.startswith(mark)]
    return UnreadableTableError(kinds[0], _XLSX) if kinds else None
