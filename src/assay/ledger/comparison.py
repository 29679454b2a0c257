"""Which items differ between two states of one ledger, told from entries alone.

``difference`` reads every item that was touched; where there are a hundred
thousand of them and a page shows fifty, this finds the fifty first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assay.domain.item import registers
from assay.ledger.difference import ItemChange
from assay.ledger.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Touched:
    """An item that entries between two states speak of, and in one word how it differs."""

    register: str
    key: str
    kind: str  # added, changed, retired, saved again
    places: tuple[int, ...]


def touched_between(earlier: Dossier, later: Dossier) -> Iterator[Touched]:
    """Yield each item that differs or was saved again, register by register.

    One that was added and retired in between is in neither state, and left out.
    """
    between: dict[tuple[str, str], list[int]] = {}
    for place in range(earlier.length, later.length):
        entry = later.entries[place]
        between.setdefault((entry.register, entry.key), []).append(place)
    for (register, key), places in sorted(between.items()):
        kind = _kind(earlier, later, register, key)
        if kind:
            yield Touched(register, key, kind, tuple(places))


def change_of(touched: Touched, earlier: Dossier, later: Dossier) -> ItemChange:
    """Return how an item differs, field by field."""
    kind = registers()[touched.register]
    entries = tuple(later.entries[place] for place in touched.places)
    return ItemChange(earlier[kind].get(touched.key), later[kind].get(touched.key), entries)


def _kind(earlier: Dossier, later: Dossier, register: str, key: str) -> str:
    kind = registers()[register]
    before, after = earlier[kind], later[kind]
    if key not in before:
        return "added" if key in after else ""
    if key not in after:
        return "retired"
    same = before.entry_of(key).body == after.entry_of(key).body
    return "saved again" if same else "changed"
