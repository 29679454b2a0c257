"""An organisation's ledger as the store keeps it.

It reads and appends as ``assay.ledger.ledger.Ledger`` does in memory, so what
works on a folder works on the store.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.ledger.chain import first_misfit
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry, Statement
from assay.ledger.ledger import BrokenLedgerError, Ledger
from assay.store.dossiers import DOSSIERS
from assay.store.entry_rows import entries_after
from assay.store.pen import writing


@dataclass(frozen=True, slots=True)
class StoredLedger:
    """The entries of one organisation, in the database."""

    organisation: str

    def append(
        self,
        statements: Iterable[Statement],
        *,
        by: Author,
        recorded_at: datetime,
        read_seq: int | None = None,
        own_seqs: Collection[int] = (),
    ) -> Sequence[Entry]:
        """Record statements durably, unless others changed the same items since ``read_seq``.

        ``own_seqs`` are entries after ``read_seq`` that the writer made itself.
        """
        with writing(self.organisation, by=by, recorded_at=recorded_at) as pen:
            return pen.append(statements, read_seq=read_seq, own_seqs=own_seqs)

    def entries(self, since: int = 0, until: datetime | None = None) -> Iterator[Entry]:
        """Yield the entries after a seq and up to an instant, from the database."""
        return entries_after(self.organisation, since, until)

    def dossier(self, until: datetime | None = None) -> Dossier:
        """Return what the ledger says as of an instant, or now."""
        return DOSSIERS.dossier(self.organisation, until)

    def in_memory(self) -> Ledger:
        """Return the whole ledger as a value, for an export."""
        return Ledger(self.organisation, list(self.entries()))

    def verify(self) -> None:
        """Walk the chain in the database; raise at the first entry that does not fit."""
        if misfit := first_misfit(self.organisation, self.entries()):
            raise BrokenLedgerError(f"the ledger of {self.organisation} is broken: {misfit}.")
