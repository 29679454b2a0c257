"""Who refers to an item: the way back along the keys that items hold of each other.

An entry that holds a key once is kept in mind for good, so the way back grows
with the ledger and is never built again; whether an item still holds the key is
looked up when somebody asks.
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from threading import Lock

from assay.domain.item import Item, references, registers
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Entry


class Referring:
    """At which places of one ledger the key of an item is held."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._lock = Lock()
        self._read = 0
        self._held: dict[str, dict[str, array[int]]] = {}
        self._fields = {name: tuple(references(kind).items()) for name, kind in registers().items()}

    def read_on(self) -> None:
        """Take in the entries that came since."""
        with self._lock:
            until = len(self.entries)
            for place in range(self._read, until):
                self._take_in(place, self.entries[place])
            self._read = until

    def _take_in(self, place: int, entry: Entry) -> None:
        fields = self._fields.get(entry.register, ())
        if entry.body is None or not fields:
            return
        said = json.loads(entry.body)
        for name, register in fields:
            value = said.get(name)
            for key in value if isinstance(value, list) else (value,):
                if key and isinstance(key, str):
                    shelf = self._held.setdefault(register, {})
                    shelf.setdefault(key, array("I")).append(place)

    def items_holding(
        self, register: str, key: str, dossier: Dossier
    ) -> Iterator[tuple[Item, str]]:
        """Yield each item that holds the key of another one, with the field; the latest first."""
        places = self._held.get(register, {}).get(key, ())
        seen: set[tuple[str, str]] = set()
        kinds = registers()
        for place in reversed(places):
            entry = self.entries[place]
            item_is = (entry.register, entry.key)
            if place >= dossier.length or item_is in seen:
                continue
            seen.add(item_is)
            item = dossier[kinds[entry.register]].get(entry.key)
            if item is not None:
                yield from ((item, name) for name in _fields_with(item, register, key))


def _fields_with(item: Item, register: str, key: str) -> Iterator[str]:
    for name, target in references(type(item)).items():
        value = getattr(item, name)
        if target == register and (key in value if isinstance(value, tuple) else key == value):
            yield name
