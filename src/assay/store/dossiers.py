"""The dossiers that a process keeps in memory, brought up to date when asked for.

Being asked costs one small query.  Each entry is verified once, when it is read;
the last one known here is fetched again every time.  Where an entry does not
fit, is gone or reads otherwise, somebody changed what was recorded, and no
dossier is handed out.
"""

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from assay.ledger.chain import first_misfit, head_of
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Entry
from assay.ledger.ledger import BrokenLedgerError
from assay.store.entry_rows import entries_after
from assay.store.organisations import must_be_kept

MOST_ENTRIES = 2_000_000
"""How many entries a process keeps in memory, about a kilobyte each, before it
lets go of the ledgers that were not asked for longest."""

MOST_AS_OF = 4
"""How many earlier states of one ledger are kept beside what it says now."""


@dataclass
class _Shelf:
    """What is in memory of one organisation's ledger."""

    entries: list[Entry]
    dossier: Dossier
    as_of: OrderedDict[int, Dossier] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def bring_up_to_date(self) -> None:
        organisation = self.dossier.organisation
        # One entry is fetched that is known already.
        known = self.entries[-1] if self.entries else None
        new = list(entries_after(organisation, known.seq - 1 if known else 0))
        if known and (not new or new[0].hash != known.hash):
            raise BrokenLedgerError(
                f"the ledger of {organisation} is broken: entry {known.seq} was read before "
                "and is gone or reads otherwise now."
            )
        fresh = new[1:] if known else new
        head = head_of(organisation, self.entries)
        if misfit := first_misfit(organisation, fresh, after=head):
            raise BrokenLedgerError(f"the ledger of {organisation} is broken: {misfit}.")
        self.entries.extend(fresh)
        self.dossier = self.dossier.advanced(self.entries)

    def dossier_until(self, until: datetime) -> Dossier:
        length = bisect_right(self.entries, until, key=lambda entry: entry.recorded_at)
        dossier = self.as_of.pop(length, None)
        if dossier is None:
            dossier = Dossier.of(self.dossier.organisation, self.entries, until)
        self.as_of[length] = dossier
        while len(self.as_of) > MOST_AS_OF:
            self.as_of.popitem(last=False)
        return dossier


class Dossiers:
    """The shelves of a process, the one asked for last at the end."""

    def __init__(self, most_entries: int = MOST_ENTRIES) -> None:
        self.most_entries = most_entries
        self._shelves: OrderedDict[str, _Shelf] = OrderedDict()
        self._lock = Lock()

    def dossier(self, organisation: str, until: datetime | None = None) -> Dossier:
        """Return what a ledger says as of an instant, or now."""
        if organisation not in self._shelves:
            must_be_kept(organisation)
        shelf = self._shelf(organisation)
        with shelf.lock:
            shelf.bring_up_to_date()
            dossier = shelf.dossier if until is None else shelf.dossier_until(until)
        self._let_go(but_of=organisation)
        return dossier

    def forget(self) -> None:
        """Let go of everything, as when the database itself is exchanged."""
        with self._lock:
            self._shelves.clear()

    def _shelf(self, organisation: str) -> _Shelf:
        with self._lock:
            shelf = self._shelves.get(organisation)
            if shelf is None:
                entries: list[Entry] = []
                shelf = _Shelf(entries, Dossier.of(organisation, entries))
                self._shelves[organisation] = shelf
            self._shelves.move_to_end(organisation)
            return shelf

    def _let_go(self, but_of: str) -> None:
        with self._lock:
            held = sum(len(shelf.entries) for shelf in self._shelves.values())
            for organisation in list(self._shelves):
                if held <= self.most_entries or organisation == but_of:
                    break
                held -= len(self._shelves.pop(organisation).entries)


DOSSIERS = Dossiers()
"""Of this process.  Each process keeps its own and asks the database what is new."""
