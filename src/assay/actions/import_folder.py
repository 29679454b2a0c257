"""Taking a folder into the store.

What stands in the folder's history is taken over entry by entry, each as it was
hashed; who brought it, and when, is logged beside it.  What the folder's files
say beyond that history is said by whoever imports, as if they had typed it: where
somebody changed the same item in the store meanwhile, nothing is taken in and
both versions are shown.

Files are on disk before any entry names them.  An import that is cut off
between the two leaves files that no entry names; the next one finds them there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError

from assay.domain.errors import RefusedError, UnreadableMaterialError
from assay.domain.file import File
from assay.domain.item import registers
from assay.domain.organisation import Organisation
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry, Statement
from assay.ledger.ledger import Ledger
from assay.store.errors import AlteredFileError
from assay.store.files import kept_files
from assay.store.ledger import StoredLedger
from assay.store.organisations import is_kept
from assay.store.pen import writing

Progress = Callable[[str, int, int], None]

CLOCKS_DIFFER_BY = timedelta(minutes=5)
"""How far ahead of ours the clock may be on which a history was recorded."""


class DivergedError(RefusedError):
    """The store and the folder tell two histories of the same organisation."""

    def __init__(self, stored: Entry, brought: Entry) -> None:
        self.stored = stored
        self.brought = brought
        super().__init__(
            f"entry {stored.seq} of {stored.organisation}: the store has {_told(stored)}, "
            f"the folder has {_told(brought)}; expected one history."
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: entries taken over, entries made, files kept."""

    organisation: str
    history: int
    said: int
    files: int


def import_folder(
    ledger: Ledger,
    read_file: Callable[[File], bytes],
    *,
    recorded: int,
    by: Author,
    recorded_at: datetime,
    progress: Progress | None = None,
) -> Imported:
    """Take a folder's ledger and files into the store.

    The first ``recorded`` entries are the folder's own history; those after
    them are what its files say beyond it.
    """
    organisation, dossier = ledger.organisation, ledger.dossier()
    history, beyond = ledger.entries[:recorded], ledger.entries[recorded:]
    ledger.verify()
    # Asked before any file is kept, and again when the pen is held.
    missing = _missing(list(StoredLedger(organisation).entries()), history)
    _must_be_readable((*missing, *beyond), recorded_at + CLOCKS_DIFFER_BY)
    files = _keep_files(dossier, read_file, by=by, recorded_at=recorded_at, progress=progress)
    with writing(organisation, by=by, recorded_at=recorded_at) as pen:
        if not is_kept(organisation):
            pen.add_organisation(_name_in(dossier))
        stored = list(StoredLedger(organisation).entries())
        missing = _missing(stored, history)
        pen.take_in(missing)
        standing = Dossier.of(organisation, [*stored, *missing])
        said = pen.append(_news(beyond, standing), read_seq=recorded)
    return Imported(organisation, len(missing), len(said), files)


def _keep_files(
    dossier: Dossier,
    read_file: Callable[[File], bytes],
    *,
    by: Author,
    recorded_at: datetime,
    progress: Progress | None,
) -> int:
    organisation, kept = dossier.organisation, kept_files(dossier.organisation)
    wanted = {file.sha256: file for file in dossier[File].values() if file.sha256 not in kept}
    # A transaction for each, so that nobody who writes waits for all of them.
    for done, file in enumerate(wanted.values()):
        if progress:
            progress("Keeping files", done, len(wanted))
        content = _content(read_file, file)
        with writing(organisation, by=by, recorded_at=recorded_at) as pen:
            pen.keep_file(file.sha256, content, file.key)
    return len(wanted)


def _missing(stored: Sequence[Entry], history: Sequence[Entry]) -> Sequence[Entry]:
    """Return the part of a history that the store has not got; it has all before it."""
    both = min(len(stored), len(history))
    # Each hash covers the one before it: where the last ones agree, all do.
    if both and stored[both - 1].hash != history[both - 1].hash:
        raise DivergedError(
            *next(
                (ours, theirs)
                for ours, theirs in zip(stored, history, strict=False)
                if ours.hash != theirs.hash
            )
        )
    return history[both:]


def _news(beyond: Iterable[Entry], standing: Dossier) -> Iterator[Statement]:
    """Yield what the files say and the store does not."""
    kinds = registers()
    for entry in beyond:
        register = standing[kinds[entry.register]]
        stands = register.entry_of(entry.key).body if entry.key in register else None
        if entry.body != stands:
            yield Statement(entry.register, entry.key, entry.body, entry.because)


def _must_be_readable(entries: Iterable[Entry], latest: datetime) -> None:
    problems = [
        f"entry {entry.seq} ({entry.register} {entry.key}): {problem}"
        for entry in entries
        if (problem := _unreadable(entry, latest))
    ]
    if problems:
        raise UnreadableMaterialError("\n".join(problems))


def _unreadable(entry: Entry, latest: datetime) -> str:
    if entry.recorded_at > latest:
        return f"recorded {entry.recorded_at:%Y-%m-%d %H:%M} UTC; expected a time that has come."
    kind = registers().get(entry.register)
    if kind is None:
        return f"the register is {entry.register}; expected one of {', '.join(registers())}."
    if entry.body is None:
        return ""
    try:
        item = kind.model_validate_json(entry.body)
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}; expected {kind.__name__}."
    if item.key != entry.key:
        return f"the body speaks of {item.key}; expected {entry.key}."
    return ""


def _content(read_file: Callable[[File], bytes], file: File) -> bytes:
    try:
        return read_file(file)
    except OSError as error:
        raise AlteredFileError(file.sha256, f"it cannot be read ({error})", file.key) from error


def _name_in(dossier: Dossier) -> str:
    return next((item.name for item in dossier[Organisation].values()), dossier.organisation)


def _told(entry: Entry) -> str:
    return (
        f"{entry.register} {entry.key} by {entry.by.name}, "
        f"recorded {entry.recorded_at:%Y-%m-%d %H:%M} UTC"
    )
