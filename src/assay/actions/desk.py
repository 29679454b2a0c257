"""A desk: one person, in one role, at one organisation's ledger.

It knows what the person saw, who signs, and what time it is, so no action takes
them as arguments and none can forget one.  A desk is opened for one request or
one command and is not shared between threads.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assay.domain.item import Item
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry, Statement, retiring, saying


class AnyLedger(Protocol):
    """A ledger, in memory or in the store."""

    def append(
        self,
        statements: Iterable[Statement],
        *,
        by: Author,
        recorded_at: datetime,
        read_seq: int | None = None,
        own_seqs: Collection[int] = (),
    ) -> Sequence[Entry]:
        """Record statements, unless others changed the same items since."""

    def dossier(self, until: datetime | None = None) -> Dossier:
        """Return what the ledger says."""


@dataclass
class Desk:
    """Where somebody reads the dossier and says things that are recorded.

    ``read_seq`` is how far the ledger had come when the person read what they
    answer to, such as the form that is being sent; without it, that is now.
    """

    ledger: AnyLedger
    by: Author
    clock: Callable[[], datetime]
    read_seq: int | None = None
    dossier: Dossier = field(init=False)
    _own_seqs: set[int] = field(init=False, default_factory=set)
    _gathered: list[Statement] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Read what the ledger says now."""
        self.dossier = self.ledger.dossier()
        if self.read_seq is None:
            self.read_seq = self.dossier.length

    def put(self, *items: Item, because: str = "") -> None:
        """Record how items read from now on."""
        self._say([saying(item, because) for item in items])

    def retire(self, *items: Item, because: str = "") -> None:
        """Record that items are no longer in their registers."""
        self._say([retiring(item, because) for item in items])

    @contextmanager
    def together(self) -> Iterator[None]:
        """Record all that is said in the block in one transaction, or nothing of it.

        Until the block ends the dossier reads as before.
        """
        if self._gathered is not None:
            raise RuntimeError("a block that records together holds another one")
        gathered: list[Statement] = []
        self._gathered = gathered
        try:
            yield
        finally:
            self._gathered = None
        self._say(gathered)

    def _say(self, statements: list[Statement]) -> None:
        if self._gathered is not None:
            self._gathered.extend(statements)
        elif statements:
            entries = self.ledger.append(
                statements,
                by=self.by,
                recorded_at=self.clock(),
                read_seq=self.read_seq,
                own_seqs=self._own_seqs,
            )
            self._own_seqs.update(entry.seq for entry in entries)
            self.dossier = self.ledger.dossier()
