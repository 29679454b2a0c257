"""A ledger in memory: the entries of one organisation, and the only way to add to them.

The store keeps the same entries in a database; both continue the chain with the
same functions, so what one accepts the other does.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assay.domain.errors import UserError
from assay.ledger.chain import ConflictError, conflicts, continued, first_misfit, head_of
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry, Statement


class BrokenLedgerError(UserError):
    """An entry does not fit the chain: somebody changed what was recorded."""

    exit_code = 6


@dataclass
class Ledger:
    """The entries of one organisation, in order."""

    organisation: str
    entries: list[Entry] = field(default_factory=list)

    def append(
        self,
        statements: Iterable[Statement],
        *,
        by: Author,
        recorded_at: datetime,
        read_seq: int | None = None,
        own_seqs: Collection[int] = (),
    ) -> Sequence[Entry]:
        """Record statements, unless others changed the same items since ``read_seq``.

        ``own_seqs`` are entries after ``read_seq`` that the writer made itself.
        """
        wanted = tuple(statements)
        since = () if read_seq is None else self.entries[read_seq:]
        if clashes := conflicts(wanted, (each for each in since if each.seq not in own_seqs)):
            raise ConflictError(clashes)
        head = head_of(self.organisation, self.entries)
        new = list(continued(head, wanted, by=by, recorded_at=recorded_at))
        self.entries.extend(new)
        return new

    def dossier(self, until: datetime | None = None) -> Dossier:
        """Return what the ledger says as of an instant, or now."""
        return Dossier.of(self.organisation, self.entries, until)

    def verify(self) -> None:
        """Walk the chain; raise at the first entry that does not fit."""
        if misfit := first_misfit(self.organisation, self.entries):
            raise BrokenLedgerError(f"the ledger of {self.organisation} is broken: {misfit}.")
