"""Postings: at which places of a ledger a person, a role, a register or an item is spoken of.

Built once from a ledger in memory and grown with it, so that a page about a
million entries looks at the few it shows.  Places count from 0: the entry at
place 6 is the seventh.  A reader as of an earlier day asks for places below the
length of its dossier.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock

from assay.ledger.entry import Entry

Places = Sequence[int]

NOWHERE: Places = array("I")


class Postings:
    """Where the entries of one ledger are to be found, by what they say of themselves."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._lock = Lock()
        self._read = 0
        self._people: dict[str, array[int]] = {}
        self._roles: dict[str, array[int]] = {}
        self._outside: dict[bool, array[int]] = {}
        self._registers: dict[str, array[int]] = {}
        self._first: dict[str, dict[str, int]] = {}

    def read_on(self) -> None:
        """Take in the entries that came since."""
        with self._lock:
            until = len(self.entries)
            for place in range(self._read, until):
                entry = self.entries[place]
                by = entry.by
                for shelf, word in ((self._people, by.name), (self._roles, by.role)):
                    shelf.setdefault(word, array("I")).append(place)
                self._outside.setdefault(by.external, array("I")).append(place)
                self._registers.setdefault(entry.register, array("I")).append(place)
                self._first.setdefault(entry.register, {}).setdefault(entry.key, place)
            self._read = until

    def people(self, length: int) -> list[str]:
        """Return who said anything in the first entries, by name."""
        return sorted(_begun(self._people, length), key=str.casefold)

    def roles(self, length: int) -> list[str]:
        """Return in which roles anything was said."""
        return sorted(_begun(self._roles, length))

    def of_person(self, name: str) -> Places:
        """Return where somebody said something."""
        return self._people.get(name, NOWHERE)

    def of_role(self, role: str) -> Places:
        """Return where something was said in a role."""
        return self._roles.get(role, NOWHERE)

    def of_outside(self, external: bool) -> Places:  # noqa: FBT001 - it is the word looked up
        """Return where somebody from outside, or from inside, said something."""
        return self._outside.get(external, NOWHERE)

    def of_register(self, register: str) -> Places:
        """Return where an item of a register is spoken of."""
        return self._registers.get(register, NOWHERE)

    def last_of(self, register: str, length: int) -> Entry | None:
        """Return the last of the first entries that speaks of a register."""
        places = self.of_register(register)
        at = bisect_left(places, length)
        return self.entries[places[at - 1]] if at else None

    def count_ever(self, register: str, length: int) -> int:
        """Return how many keys the first entries name in a register, retired ones too."""
        shelf = self._first.get(register, {})
        if length >= len(self.entries):
            return len(shelf)
        return sum(1 for place in list(shelf.values()) if place < length)

    def keys_ever(self, register: str, length: int) -> Iterator[str]:
        """Yield the keys that the first entries name in a register, retired ones too."""
        for key, place in list(self._first.get(register, {}).items()):
            if place < length:
                yield key


def _begun(shelf: Mapping[str, Places], length: int) -> Iterator[str]:
    return (word for word, places in list(shelf.items()) if places[0] < length)
