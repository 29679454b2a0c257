"""A folder as a ledger: its history, and whatever its files say that the history does not.

A folder without ``ledger.jsonl`` is taken as said at the moment of reading, by
whoever reads it.  With one, only what differs from it is: edited rows as new
entries, missing rows as retired items.  A register file that is not there, or
that could not be read to the end, retires nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from assay.domain.case import Case
from assay.domain.document import Document
from assay.domain.document_text import DocumentText
from assay.domain.errors import RefusedError, UnreadableMaterialError
from assay.domain.file import File
from assay.domain.item import Item
from assay.domain.problem import Problem
from assay.domain.reading import RegisterReading
from assay.intake.documents.read import read_documents
from assay.intake.folder.files import DOCUMENTS, FoundFiles, find_files
from assay.intake.folder.front_matter import SelfDescribed, documents_by_front_matter
from assay.intake.folder.manifest import MANIFEST, Manifest, NoManifestError, parse_manifest
from assay.intake.folder.registers import (
    WrittenAs,
    find_registers,
    read_register_files,
    unchanged_registers,
)
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry, Statement, parse_entry, retiring, saying
from assay.ledger.ledger import Ledger

LEDGER = "ledger.jsonl"

Progress = Callable[[str, int, int], None]


class BrokenLineError(UnreadableMaterialError):
    """A line of ``ledger.jsonl`` is no entry."""


@dataclass(frozen=True)
class FolderReading:
    """What a folder says, and everything in it that could not be read.

    ``recorded`` counts the entries of the folder's own history; the entries
    after those say what its files say beyond it.
    """

    folder: Path
    ledger: Ledger
    recorded: int
    registers: tuple[RegisterReading[Any], ...] = ()
    texts: Mapping[str, DocumentText] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()

    @cached_property
    def _whole(self) -> Dossier:
        return self.ledger.dossier()

    def dossier(self, until: datetime | None = None) -> Dossier:
        """Return what the folder says as of an instant, or now."""
        # Folding again what was folded already would read every item twice.
        entries = self.ledger.entries
        if until is None or not entries or entries[-1].recorded_at <= until:
            return self._whole.advanced(entries)
        return self.ledger.dossier(until)

    def read_file(self, file: File) -> bytes:
        """Return the bytes of a file of the folder."""
        return (self.folder / file.key).read_bytes()


def read_folder(  # noqa: PLR0913 - what a reading depends on is handed in, never looked up
    folder: Path,
    *,
    by: Author,
    recorded_at: datetime,
    with_texts: bool = True,
    organisation: str = "",
    history: Sequence[Entry] = (),
    progress: Progress | None = None,
    cache: Path | None = None,
    written_as: WrittenAs | None = None,
) -> FolderReading:
    """Read everything a folder holds.

    ``organisation`` and ``history`` say whose the folder is and what was
    recorded before, where the folder has no history of its own that does.
    ``cache`` is a folder of the user's own in which readings are kept between runs.
    A register that stands byte for byte as ``written_as`` would write what the
    history says is not taken apart again.
    """
    manifest = read_manifest(folder, organisation)
    own = list(read_history(folder))
    ledger = Ledger(manifest.organisation, own or list(history))
    ledger.verify()
    recorded = len(ledger.entries)
    found, tables = find_files(folder), find_registers(folder)
    known = ledger.dossier()
    unchanged = dict(unchanged_registers(tables.files, known, written_as))
    read_anew = [file for file in tables.files if file.kind not in unchanged]
    readings = [*unchanged.items(), *read_register_files(read_anew, manifest)]
    sources = _documents(folder, found.files, with_texts=with_texts)
    texts, unread = read_documents(sources, cache=cache, on_read=_counting(progress, len(sources)))
    listed = {item.key for kind, reading in readings if kind is Document for item in reading.items}
    described = documents_by_front_matter(texts, listed)
    said = _said(manifest, readings, described, found)
    ledger.append(_differences(known, said), by=by, recorded_at=recorded_at)
    return FolderReading(
        folder,
        ledger,
        recorded,
        tuple(reading for _, reading in readings),
        texts,
        (
            *manifest.problems,
            *tables.problems,
            *(problem for _, reading in readings for problem in reading.problems),
            *described.problems,
            *found.problems,
            *unread,
        ),
        found.left_out,
    )


def _counting(progress: Progress | None, of: int) -> Callable[[str], None]:
    done = 0

    def count(_: str) -> None:
        nonlocal done
        done += 1
        if progress:
            progress("Reading documents", done, of)

    return count


def read_manifest(folder: Path, organisation: str = "") -> Manifest:
    """Read ``assay.toml``; a folder without one is nobody's, unless it is said whose it is."""
    try:
        manifest = parse_manifest((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if organisation:
            return parse_manifest(f"organisation = {json.dumps(organisation)}")
        raise NoManifestError(
            f"{folder}: there is no {MANIFEST}; "
            'expected one that says whose folder it is: organisation = "short-name".'
        ) from error
    except UnicodeDecodeError as error:
        raise NoManifestError(f"{MANIFEST}: {error}; expected text in UTF-8.") from error
    if organisation in {"", manifest.organisation}:
        return manifest
    if (folder / LEDGER).exists():
        raise RefusedError(
            f"{folder}: its history is that of {manifest.organisation}; "
            f"expected that of {organisation}."
        )
    return replace(manifest, organisation=organisation)


def read_history(folder: Path) -> Iterator[Entry]:
    """Yield the entries of ``ledger.jsonl``, if there is one, without judging the chain."""
    path = folder / LEDGER
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield parse_entry(line)
            except (ValueError, KeyError, TypeError) as error:
                raise BrokenLineError(
                    f"{LEDGER}, line {number}: {line.strip()[:60]!r}; "
                    f"expected an entry as the ledger wrote it ({error!r})."
                ) from error


def _documents(
    folder: Path, files: Sequence[File], *, with_texts: bool
) -> Sequence[tuple[str, Path]]:
    # A document that describes itself has to be read even where no text is asked for.
    return [
        (file.key, folder / file.key)
        for file in files
        if file.key.startswith(f"{DOCUMENTS}/") and (with_texts or file.key.endswith(".md"))
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the files say of one register; ``whole`` where what is missing has gone."""

    kind: type[Item]
    items: tuple[Item, ...]
    whole: bool


def _said(
    manifest: Manifest,
    readings: Sequence[tuple[type[Item], RegisterReading[Any]]],
    described: SelfDescribed,
    found: FoundFiles,
) -> Iterator[_Said]:
    yield _Said(Case, manifest.cases, whole=not manifest.problems)
    yield _Said(File, found.files, whole=not found.problems)
    by_themselves: tuple[Item, ...] = described.documents
    for kind, reading in readings:
        more = by_themselves if kind is Document else ()
        yield _Said(kind, (*reading.items, *more), whole=not reading.problems)
    if not any(kind is Document for kind, _ in readings):
        yield _Said(Document, by_themselves, whole=False)


def _differences(dossier: Dossier, said: Iterable[_Said]) -> Iterator[Statement]:
    for part in said:
        register = dossier[part.kind]
        for item in part.items:
            statement = saying(item)
            if item.key not in register or register.entry_of(item.key).body != statement.body:
                yield statement
        if part.whole:
            gone = register.keys() - {item.key for item in part.items}
            yield from (retiring(item) for key, item in register.items() if key in gone)
