"""The ledger of an organisation as one reader may see and change it.

Pages and the API ask this one.  Private notes are left out of what it gives,
whichever way they are asked for, and nobody changes what they may not read.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from assay.domain.private_notes import FIELDS, PrivateNotesError, Reader
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry, Statement
from assay.ledger.shown import is_withheld, shown_to
from assay.store.ledger import StoredLedger

MOST_KEPT = 8
"""How many shown dossiers are kept; each holds on to the whole one that it shows."""

_SHOWN: "OrderedDict[tuple[Reader, int], Dossier]" = OrderedDict()
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class ShownLedger:
    """What is in the store, to somebody."""

    whole: StoredLedger
    reader: Reader

    def append(
        self,
        statements: Iterable[Statement],
        *,
        by: Author,
        recorded_at: datetime,
        read_seq: int | None = None,
        own_seqs: Collection[int] = (),
    ) -> Sequence[Entry]:
        """Record statements, unless one is about notes that the reader may not read."""
        said = list(statements)
        self._must_be_theirs(said)
        return self.whole.append(
            said, by=by, recorded_at=recorded_at, read_seq=read_seq, own_seqs=own_seqs
        )

    def dossier(self, until: datetime | None = None) -> Dossier:
        """Return what the ledger says to the reader."""
        whole = self.whole.dossier(until)
        place = (self.reader, id(whole))
        with _LOCK:
            shown = _SHOWN.pop(place, None)
        if shown is None or shown.as_recorded is not whole:
            shown = shown_to(self.reader, whole)
        if shown is not whole:
            with _LOCK:
                _SHOWN[place] = shown
                while len(_SHOWN) > MOST_KEPT:
                    _SHOWN.popitem(last=False)
        return shown

    def _must_be_theirs(self, statements: Iterable[Statement]) -> None:
        dossier: Dossier | None = None
        for each in statements:
            if each.register not in FIELDS:
                continue
            dossier = dossier or self.whole.dossier()
            if is_withheld(self.reader, dossier, each.register, each.key):
                raise PrivateNotesError(f"{each.register.replace('_', ' ')} {each.key}")
