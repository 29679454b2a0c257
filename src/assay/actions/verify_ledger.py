"""Looking whether what the store keeps is still what was recorded.

Every file that was ever taken in is read again, also one that a later version
has replaced: a finding may rest on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from assay.domain.file import File
from assay.ledger.chain import first_misfit
from assay.ledger.entry import GENESIS, Entry
from assay.ledger.ledger import BrokenLedgerError
from assay.store.errors import AlteredFileError
from assay.store.files import altered_files, kept_files
from assay.store.ledger import StoredLedger


@dataclass(frozen=True, slots=True)
class KeptFileFault:
    """A kept file that is gone or altered, by the names under which it was recorded."""

    sha256: str
    found: str
    entries: tuple[Entry, ...]

    def __str__(self) -> str:
        names = ", ".join(dict.fromkeys(entry.key for entry in self.entries))
        expected = f"content with the SHA-256 {self.sha256}"
        if self.entries:
            last = self.entries[-1]
            expected += (
                f", as recorded {last.recorded_at:%Y-%m-%d %H:%M} UTC "
                f"by {last.by.name} (entry {last.seq})"
            )
        return f"{names or 'a file that no entry names'}: {self.found}; expected {expected}."


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was looked at, where the chain ends, and everything that does not fit."""

    organisation: str
    entries: int
    files: int
    head: str
    chain_fault: str
    file_faults: tuple[KeptFileFault, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Return what does not fit, one sentence each."""
        chain = (self.chain_fault,) if self.chain_fault else ()
        return (*chain, *map(str, self.file_faults))


def verify_ledger(organisation: str) -> Verification:
    """Walk an organisation's chain and read every file that is kept for it again."""
    seen = _Seen()
    chain_fault = _chain_fault(organisation, seen)
    kept = kept_files(organisation)
    altered = {error.sha256: error for error in altered_files(organisation)}
    return Verification(
        organisation,
        seen.entries,
        len(kept),
        seen.head,
        chain_fault,
        tuple(seen.faults(kept, altered)),
    )


def _chain_fault(organisation: str, seen: "_Seen") -> str:
    entries = seen.watching(StoredLedger(organisation).entries())
    try:
        misfit = first_misfit(organisation, entries)
        # Files that are named behind the first misfit have to be looked at as well.
        for _ in entries:
            pass
    except BrokenLedgerError as error:
        return str(error)
    return f"{misfit}." if misfit else ""


@dataclass
class _Seen:
    """What went by while the chain was walked."""

    entries: int = 0
    head: str = GENESIS
    _named: dict[str, list[Entry]] = field(default_factory=dict)
    _current: dict[str, str] = field(default_factory=dict)

    def watching(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self.entries += 1
            self.head = entry.hash
            if entry.register == File.register:
                self._see_file(entry)
            yield entry

    def _see_file(self, entry: Entry) -> None:
        if entry.body is None:
            self._current.pop(entry.key, None)
            return
        try:
            sha256 = File.model_validate_json(entry.body).sha256
        except ValidationError:
            return  # such an entry is a misfit in the chain, and told as that
        self._named.setdefault(sha256, []).append(entry)
        self._current[entry.key] = sha256

    def faults(
        self, kept: Iterable[str], altered: Mapping[str, AlteredFileError]
    ) -> Iterator[KeptFileFault]:
        gone = sorted(set(self._current.values()).difference(kept))
        found = dict.fromkeys(gone, "nothing is kept")
        found |= {sha256: error.found for sha256, error in altered.items()}
        for sha256, what in found.items():
            yield KeptFileFault(sha256, what, tuple(self._named.get(sha256, ())))
