"""Reads a folder's documents: texts with positions, and a problem for each that cannot be read.

What a newcomer would get wrong: no parser runs in this process.  Bytes go to a
worker with limits (``assay.intake.limits``), values come back validated, and a
file that kills its worker is one problem among the others.  The hash in the
value is of the bytes that were parsed, never of a second reading of the file.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from assay.domain.document_text import DocumentText
from assay.domain.problem import Place, Problem
from assay.intake.documents.cache import DocumentCache
from assay.intake.documents.kinds import ENDINGS, LARGEST_FILE
from assay.intake.documents.read_one import read_for_transfer
from assay.intake.documents.transfer import Reading, from_json
from assay.intake.limits import Limits, Outcome, read_within_limits

__all__ = ["ENDINGS", "DocumentRead", "Source", "read_documents", "read_each_document"]

Source = tuple[str, Path | bytes]
"""A document's name, as people are told it, and where its bytes are."""

_LIMITS: Final = Limits(seconds=20.0, memory_mb=1024, answer_mb=64)
_ONE_WORKER_UP_TO: Final = 12
_MOST_WORKERS: Final = 4
_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """One document as it was read: its text or nothing, and what could not be read."""

    name: str
    document: DocumentText | None
    problems: tuple[Problem, ...] = ()


def read_documents(
    sources: Iterable[Source],
    *,
    limits: Limits = _LIMITS,
    workers: int | None = None,
    cache: Path | None = None,
    on_read: Callable[[str], None] | None = None,
) -> tuple[dict[str, DocumentText], tuple[Problem, ...]]:
    """Return the texts by name and every problem; ``on_read`` hears of each file once done."""
    texts: dict[str, DocumentText] = {}
    problems: list[Problem] = []
    for read in read_each_document(sources, limits=limits, workers=workers, cache=cache):
        if read.document:
            texts[read.name] = read.document
        problems.extend(read.problems)
        if on_read:
            on_read(read.name)
    return texts, tuple(problems)


def read_each_document(
    sources: Iterable[Source],
    *,
    limits: Limits = _LIMITS,
    workers: int | None = None,
    cache: Path | None = None,
) -> Iterator[DocumentRead]:
    """Yield every document in the order given, as soon as it and those before it are known.

    The cache is a folder of the user's own in which readings are kept between runs.
    """
    listed = list(sources)
    kept = DocumentCache(cache) if cache else None
    # One place a source, in order; empty where a worker has it.
    line: deque[DocumentRead | None] = deque()
    tasks = _tasks(listed, line, kept)
    crew = workers or _workers_for(len(listed))
    for outcome in read_within_limits(read_for_transfer, tasks, limits=limits, workers=crew):
        yield from _ready(line)
        line.popleft()
        read = _read(outcome)
        if kept and read.document:
            kept.keep(*outcome.task, outcome.answer)
        yield read
    yield from _ready(line)


def _workers_for(count: int) -> int:
    if count <= _ONE_WORKER_UP_TO:
        return 1
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def _ready(line: deque[DocumentRead | None]) -> Iterator[DocumentRead]:
    while line and (read := line[0]):
        line.popleft()
        yield read


def _tasks(
    sources: Iterable[Source], line: deque[DocumentRead | None], kept: DocumentCache | None
) -> Iterator[tuple[str, bytes]]:
    """Yield what a worker is to read; what needs none is put in line at once."""
    for name, source in sources:
        content = source if isinstance(source, bytes) else _content(name, source)
        if isinstance(content, bytes) and len(content) > LARGEST_FILE:
            content = _too_large(name, len(content))
        if isinstance(content, Problem):
            line.append(DocumentRead(name, None, (content,)))
            continue
        known = kept.find(name, content) if kept else None
        if known:
            line.append(_named(name, known))
            continue
        line.append(None)
        yield name, content


def _content(name: str, path: Path) -> bytes | Problem:
    try:
        # A pipe or a device would be waited for without end.
        if not path.is_file():
            return Problem(Place(name), "no file of bytes", "a document")
        size = path.stat().st_size
        return _too_large(name, size) if size > LARGEST_FILE else path.read_bytes()
    except OSError as error:
        return Problem(
            Place(name), f"a file that cannot be opened ({error.strerror})", "a document"
        )


def _too_large(name: str, size: int) -> Problem:
    return Problem(
        Place(name),
        f"a file of {size // _MEGABYTE:,} MB",
        f"a document of at most {LARGEST_FILE // _MEGABYTE} MB",
    )


def _read(outcome: Outcome[tuple[str, bytes]]) -> DocumentRead:
    name, content = outcome.task
    problem = outcome.problem(name)
    if problem:
        return DocumentRead(name, None, (problem,))
    try:
        reading = from_json(outcome.answer)
    except ValueError:
        return _unbelievable(name)
    document = reading.document
    if document and document.sha256 != sha256(content).hexdigest():
        return _unbelievable(name)
    return _named(name, reading)


def _named(name: str, reading: Reading) -> DocumentRead:
    problems = tuple(
        Problem(Place(name, line=flaw.line), flaw.found, flaw.expected) for flaw in reading.flaws
    )
    return DocumentRead(name, reading.document, problems)


def _unbelievable(name: str) -> DocumentRead:
    found = "its reader said of it what cannot be true"
    return DocumentRead(name, None, (Problem(Place(name), found, "a harmless file"),))
