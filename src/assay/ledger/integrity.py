"""Whether the files are still what the ledger says they were when they came in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assay.domain.file import File
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Entry


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that is not what was recorded, and the entry that recorded it."""

    file: File
    found: str
    entry: Entry

    def __str__(self) -> str:
        recorded = f"{self.entry.recorded_at:%Y-%m-%d %H:%M} UTC by {self.entry.by.name}"
        what = f"its SHA-256 is {self.found}" if self.found else "it is not there"
        return (
            f"{self.file.key}: {what}; expected {self.file.sha256}, "
            f"as recorded {recorded} (entry {self.entry.seq})."
        )


def file_faults(dossier: Dossier, sha256_of: Callable[[File], str]) -> Iterator[FileFault]:
    """Yield each recorded file that is missing or whose content changed since.

    ``sha256_of`` hashes the file's content as it is now; nothing where it is gone.
    """
    files = dossier[File]
    for file in files.values():
        found = sha256_of(file)
        if found != file.sha256:
            yield FileFault(file, found, files.entry_of(file.key))
