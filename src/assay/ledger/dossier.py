"""The dossier: the ledger read as of an instant, as typed registers with history.

A dossier never changes.  ``advanced`` gives the next one and shares with it
everything that the new entries do not touch, so a page that reads it costs
what is new and not what is there.  Items are validated when they are first
looked at, a register at a time.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from types import MappingProxyType
from typing import Any, Generic, Self

from assay.domain.errors import NotFoundError
from assay.domain.item import AnyItem, Item, registers
from assay.ledger.entry import Entry


@dataclass(frozen=True, slots=True)
class FieldChange:
    """How one field read before, and how it reads after."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Revision(Generic[AnyItem]):
    """One entry about an item: how it read before and after."""

    entry: Entry
    before: AnyItem | None
    after: AnyItem | None

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """Return what the entry changed; nothing where it only saved the item again."""
        return field_changes(self.before, self.after)

    @property
    def kind(self) -> str:
        """Return what the entry did to the item, in one word."""
        if self.after is None:
            return "retired"
        if self.before is None:
            return "added"
        return "changed" if self.fields else "saved again"


def field_changes(before: Item | None, after: Item | None) -> tuple[FieldChange, ...]:
    """Return the fields in which two versions of an item differ.

    Against nothing, every field that says something is a change.
    """
    either = after or before
    if either is None:
        return ()
    return tuple(
        FieldChange(name, was, now)
        for name, field in type(either).model_fields.items()
        if name != "key"
        for nothing in ["" if field.is_required() else field.get_default()]
        for was in [getattr(before, name) if before else nothing]
        for now in [getattr(after, name) if after else nothing]
        if was != now
    )


def sites_of(item: Item) -> frozenset[str]:
    """Return the sites that an item names; none means the whole organisation."""
    several: tuple[str, ...] = getattr(item, "sites", ())
    return frozenset(site for site in (item.site, *several) if site)


class Register(Mapping[str, AnyItem]):
    """The items of one register that are not retired, by key, in the order they came."""

    __slots__ = ("_items", "_latest", "kind")

    def __init__(
        self, kind: type[AnyItem], latest: Mapping[str, Entry], items: dict[str, AnyItem]
    ) -> None:
        self.kind = kind
        self._latest = latest
        self._items = items

    def __getitem__(self, key: str) -> AnyItem:
        if key in self._items:
            return self._items[key]
        item = self.kind.model_validate_json(self._latest[key].body or "")
        self._items[key] = item
        return item

    def __iter__(self) -> Iterator[str]:
        return iter(self._latest)

    def __len__(self) -> int:
        return len(self._latest)

    def __contains__(self, key: object) -> bool:
        return key in self._latest

    def named(self, key: str) -> AnyItem:
        """Return an item, or say what would be a key."""
        if key not in self:
            some = ", ".join(list(self)[:5]) or "nothing"
            raise NotFoundError(
                f"{self.kind.plural}: there is no {key}; expected a key such as {some}."
            )
        return self[key]

    def at_site(self, site: str) -> tuple[AnyItem, ...]:
        """Return the items that count for a site: its own, and those of no single site."""
        return tuple(
            item for item in self.values() if not (sites := sites_of(item)) or site in sites
        )

    def entry_of(self, key: str) -> Entry:
        """Return the entry that says how an item reads now."""
        return self._latest[key]

    def advanced(self, latest: Mapping[str, Entry], touched: Iterable[str]) -> "Register[AnyItem]":
        """Return the register with later entries, keeping the items they do not touch."""
        # Copied whole and then cut, never picked over: another thread may be
        # looking at an item for the first time meanwhile, and copying is quicker.
        items = dict(self._items)
        for key in touched:
            items.pop(key, None)
        return Register(self.kind, latest, items)


class _Lines:
    """Where each item is spoken of: built when first asked for, grown with the ledger."""

    __slots__ = ("_entries", "_lock", "_places", "_read")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._lock = Lock()
        self._places: dict[str, dict[str, list[int]]] = {}
        self._read = 0

    def entries_about(self, register: str, key: str, until: int) -> Iterator[Entry]:
        """Yield the entries about an item among the first of the ledger, oldest first."""
        with self._lock:
            for place in range(self._read, until):
                entry = self._entries[place]
                shelf = self._places.setdefault(entry.register, {})
                shelf.setdefault(entry.key, []).append(place)
            self._read = max(self._read, until)
        places = self._places.get(register, {}).get(key, [])
        return (self._entries[place] for place in places if place < until)


@dataclass(frozen=True)
class Dossier:
    """What an organisation's ledger says up to one of its entries."""

    organisation: str
    entries: Sequence[Entry]
    length: int
    _latest: Mapping[str, Mapping[str, Entry]]
    _registers: dict[str, Register[Any]]
    _lines: _Lines
    _told: dict[tuple[str, str], tuple[Revision[Any], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, organisation: str, entries: Sequence[Entry], until: datetime | None = None) -> Self:
        """Fold the entries that were recorded up to an instant, or all of them."""
        length = (
            len(entries)
            if until is None
            else bisect_right(entries, until, key=lambda entry: entry.recorded_at)
        )
        latest = _folded({}, entries[:length])
        return cls(organisation, entries, length, latest, {}, _Lines(entries))

    def __getitem__(self, kind: type[AnyItem]) -> Register[AnyItem]:
        """Return a register by its noun: ``dossier[Risk]["R-7"].owner``."""
        name = kind.register
        register = self._registers.get(name)
        if register is None:
            register = self._registers[name] = Register(kind, self._latest.get(name, {}), {})
        return register

    def register(self, name: str) -> Register[Item]:
        """Return a register by the name, singular or plural, that a person types."""
        for kind in registers().values():
            if name.replace("-", "_") in {kind.register, kind.plural}:
                return self[kind]
        known = ", ".join(kind.plural for kind in registers().values())
        raise NotFoundError(f"there is no register {name}; expected one of {known}.")

    @property
    def registers(self) -> tuple[Register[Item], ...]:
        """Return the registers that hold anything."""
        return tuple(self[kind] for name, kind in registers().items() if self._latest.get(name))

    def advanced(self, entries: Sequence[Entry]) -> "Dossier":
        """Return the dossier of the same ledger, grown by some entries.

        ``entries`` is the whole ledger, of which this dossier read the first part.
        """
        new = entries[self.length :]
        if not new:
            return self
        latest = _folded(self._latest, new)
        touched: dict[str, set[str]] = {}
        for entry in new:
            touched.setdefault(entry.register, set()).add(entry.key)
        kept = {
            name: register.advanced(latest[name], touched[name]) if name in touched else register
            for name, register in list(self._registers.items())
        }
        lines = self._lines if entries is self.entries else _Lines(entries)
        return Dossier(self.organisation, entries, len(entries), latest, kept, lines)

    def history(self, kind: type[AnyItem], key: str) -> tuple[Revision[AnyItem], ...]:
        """Return every entry about an item, oldest first, retired or not."""
        told = self._told.get((kind.register, key))
        if told is None:
            told = self._told[kind.register, key] = tuple(self._revisions(kind, key))
        return told

    def _revisions(self, kind: type[AnyItem], key: str) -> Iterator[Revision[AnyItem]]:
        before: AnyItem | None = None
        for entry in self._lines.entries_about(kind.register, key, self.length):
            after = kind.model_validate_json(entry.body) if entry.body is not None else None
            yield Revision(entry, before, after)
            before = after

    def counts_by_site(self) -> Mapping[str, Mapping[str, int]]:
        """Return how many items each register holds for each site.

        An item of no single site counts under "", so the sites add up to the whole.
        """
        counts: dict[str, dict[str, int]] = {}
        for register in self.registers:
            sites = counts.setdefault(register.kind.plural, {})
            for item in register.values():
                sites[item.site] = sites.get(item.site, 0) + 1
        return MappingProxyType(counts)


def _folded(
    before: Mapping[str, Mapping[str, Entry]], entries: Sequence[Entry]
) -> Mapping[str, Mapping[str, Entry]]:
    latest = dict(before)
    fresh: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        shelf = fresh.get(entry.register)
        if shelf is None:
            shelf = fresh[entry.register] = dict(latest.get(entry.register, {}))
            latest[entry.register] = shelf
        if entry.body is None:
            shelf.pop(entry.key, None)
        else:
            shelf[entry.key] = entry
    return latest
