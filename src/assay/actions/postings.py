"""What a process keeps in memory to find its way about ledgers, grown when it is asked for."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, Protocol, TypeVar

from assay.ledger.dossier import Dossier
from assay.ledger.entry import Entry
from assay.ledger.postings import Postings
from assay.ledger.referring import Referring

MOST_KEPT = 8
"""Of how many organisations they are kept."""


class _Grown(Protocol):
    entries: Sequence[Entry]

    def read_on(self) -> None: ...


AnyGrown = TypeVar("AnyGrown", bound=_Grown)


class _Kept(Generic[AnyGrown]):
    def __init__(self, made: Callable[[Sequence[Entry]], AnyGrown]) -> None:
        self._made = made
        self._kept: OrderedDict[str, AnyGrown] = OrderedDict()
        self._lock = Lock()

    def of(self, dossier: Dossier) -> AnyGrown:
        with self._lock:
            found = self._kept.get(dossier.organisation)
            # A ledger that was let go of and read again is another list of entries.
            if found is None or found.entries is not dossier.recorded:
                found = self._kept[dossier.organisation] = self._made(dossier.recorded)
            self._kept.move_to_end(dossier.organisation)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        found.read_on()
        return found


_POSTINGS = _Kept(Postings)
_REFERRING = _Kept(Referring)


def postings_of(dossier: Dossier) -> Postings:
    """Return the postings of the ledger that a dossier was read from, up to date."""
    return _POSTINGS.of(dossier)


def referring_to(dossier: Dossier) -> Referring:
    """Return the way back along the keys of the ledger that a dossier was read from."""
    return _REFERRING.of(dossier)
