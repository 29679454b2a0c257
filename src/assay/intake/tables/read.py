"""Opens the tables of other people's files: text with separators here, the rest within limits.

What a file is, its first bytes say and not its name: exports called ``.csv``
are workbooks as often as the other way round.  Only JSON lines and Markdown go
by their names, for nothing else tells them.  A file that cannot be read is one
problem, and the files after it are read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from assay.domain.problem import Place, Problem
from assay.domain.reading import Remark
from assay.intake.first_bytes import (
    LOCKED_OFFICE_FILE,
    OLD_OFFICE_FILE,
    ZIP_ARCHIVE,
    kind_by_first_bytes,
)
from assay.intake.limits import Limits, Outcome, read_within_limits
from assay.intake.tables.delimited import DelimitedText, decode_delimited
from assay.intake.tables.table import A_TABLE, Table
from assay.intake.tables.transport import Form, describe_tables, unpack_tables
from assay.intake.unreadable import UnreadableFileError

MOST_BYTES_OF_WORKBOOK: Final = 64 * 1024 * 1024
LIMITS: Final = Limits(seconds=60.0, memory_mb=2048, answer_mb=256)

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
_FORMS: Final = {
    ".json": Form.JSON,
    ".jsonl": Form.JSON_LINES,
    ".ndjson": Form.JSON_LINES,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
}
_PLAIN: Final = (".txt", ".text", "")
_LOOKED_AT: Final = 4096
_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*[\"}]")
_RULE: Final = re.compile(rb"^[ ]*\|?[ ]*:?-{3,}:?[ ]*\|[-:| ]*\r?$", re.MULTILINE)
_WITH_MACROS: Final = (".xlsm", ".xltm", ".xlam")


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """The sheets of a workbook, or the tables of a file of JSON or Markdown."""

    file: str
    sheets: Sequence[Table]
    remarks: Sequence[Remark] = ()


Tables: TypeAlias = DelimitedText | ParsedFile


def read_tables(
    files: Iterable[tuple[str, bytes]], *, limits: Limits = LIMITS
) -> Iterator[Tables | Problem]:
    """Yield what each file holds, or why it cannot be read, in the order of the files."""
    sorted_out = [
        (name, content, _form_of(name, content), _refusal(name, content)) for name, content in files
    ]
    tasks = [
        (form, content)
        for _, content, form, refused in sorted_out
        if refused is None and form is not None
    ]
    with closing(read_within_limits(describe_tables, tasks, limits=limits)) as outcomes:
        for name, content, form, refused in sorted_out:
            try:
                if refused is not None:
                    yield refused.problem(name)
                elif form is not None:
                    yield _parsed(name, next(outcomes))
                else:
                    yield decode_delimited(name, content)
            except UnreadableFileError as refusal:
                yield refusal.problem(name)


def _parsed(name: str, outcome: Outcome[tuple[Form, bytes]]) -> ParsedFile | Problem:
    if problem := outcome.problem(name):
        return problem
    tables, remarks = unpack_tables(outcome.answer)
    return ParsedFile(name, tables, [Remark(Place(name), says) for says in remarks])


def _form_of(name: str, content: bytes) -> Form | None:
    """Return the form of a file that needs a parser; nothing for text with separators."""
    if kind_by_first_bytes(content) == ZIP_ARCHIVE:
        return Form.WORKBOOK
    ending = PurePosixPath(name).suffix.lower()
    by_name = _FORMS.get(ending)
    if by_name is None and _JSON.match(content[:_LOOKED_AT]):
        return Form.JSON
    if by_name is None and ending in _PLAIN and _RULE.search(content[:_LOOKED_AT]):
        return Form.MARKDOWN
    return by_name


def _refusal(name: str, content: bytes) -> UnreadableFileError | None:
    """Return why a file is refused by what it is, before anything is parsed."""
    if not content.strip():
        return UnreadableFileError("an empty file", A_TABLE)
    if name.lower().endswith(_WITH_MACROS):
        return UnreadableFileError("a workbook with macros", "the same file saved without macros")
    kind = kind_by_first_bytes(content)
    if kind == ZIP_ARCHIVE:
        return _refuse_large(content)
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = kind or next((kind for mark, kind in _MARKUP if start.startswith(mark)), "")
    return UnreadableFileError(kind, _EXPECTED.get(kind, A_TABLE)) if kind else None


def _refuse_large(content: bytes) -> UnreadableFileError | None:
    if len(content) <= MOST_BYTES_OF_WORKBOOK:
        return None
    size = f"a workbook of {len(content) // 2**20:,} MB"
    return UnreadableFileError(size, f"at most {MOST_BYTES_OF_WORKBOOK // 2**20} MB")
