"""What differs between two dossiers of one ledger: the earlier and the later."""

from collections.abc import Iterator
from dataclasses import dataclass

from assay.domain.item import Item, registers
from assay.ledger.dossier import Dossier, FieldChange, field_changes
from assay.ledger.entry import Entry


@dataclass(frozen=True, slots=True)
class ItemChange:
    """How one item differs, and the entries between the two that made it so."""

    before: Item | None
    after: Item | None
    entries: tuple[Entry, ...]

    @property
    def item(self) -> Item:
        """Return the item as it last read."""
        item = self.after or self.before
        if item is None:  # pragma: no cover - a change is made with one of the two
            raise ValueError("a change without an item")
        return item

    @property
    def kind(self) -> str:
        """Return what happened to the item, in one word."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "retired"
        return "changed" if self.fields else "saved again"

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """Return the fields in which the item differs."""
        return field_changes(self.before, self.after)


def difference(earlier: Dossier, later: Dossier) -> Iterator[ItemChange]:
    """Yield each item that entries between the two dossiers speak of, register by register.

    An item that was added and retired in between is in neither; it is left out.
    """
    between: dict[tuple[str, str], list[Entry]] = {}
    for position in range(earlier.length, later.length):
        entry = later.entries[position]
        between.setdefault((entry.register, entry.key), []).append(entry)
    kinds = registers()
    for (name, key), entries in sorted(between.items()):
        before = earlier[kinds[name]].get(key)
        after = later[kinds[name]].get(key)
        if before or after:
            yield ItemChange(before, after, tuple(entries))
