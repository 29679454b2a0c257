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
from functools import cached_property
from threading import Lock
from types import MappingProxyType
from typing import Any, Generic, Self, overload

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

    def about(self, register: str, key: str, until: int) -> Iterator[int]:
        """Yield where the first entries of the ledger speak of an item, oldest first."""
        self._read_on(until)
        places = self._places.get(register, {}).get(key, [])
        return (place for place in places if place < until)

    def of(self, register: str, until: int) -> list[int]:
        """Return where the first entries of the ledger speak of a register, oldest first."""
        self._read_on(until)
        shelves = list(self._places.get(register, {}).values())
        return sorted(place for shelf in shelves for place in shelf if place < until)

    def _read_on(self, until: int) -> None:
        with self._lock:
            for place in range(self._read, until):
                entry = self._entries[place]
                shelf = self._places.setdefault(entry.register, {})
                shelf.setdefault(entry.key, []).append(place)
            self._read = max(self._read, until)


class _Shown(Sequence[Entry]):
    """The entries of a ledger, some of them shown otherwise than they were recorded."""

    __slots__ = ("_otherwise", "_recorded")

    def __init__(self, recorded: Sequence[Entry], otherwise: Mapping[int, Entry]) -> None:
        self._recorded = recorded
        self._otherwise = otherwise

    def __len__(self) -> int:
        return len(self._recorded)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(place, slice):
            return [self._shown(entry) for entry in self._recorded[place]]
        return self._shown(self._recorded[place])

    def __iter__(self) -> Iterator[Entry]:
        return map(self._shown, self._recorded)

    def _shown(self, entry: Entry) -> Entry:
        return self._otherwise.get(entry.seq, entry)


@dataclass(frozen=True)
class Dossier:
    """What an organisation's ledger says up to one of its entries.

    ``recorded`` are the entries as they are in the ledger, which may have grown since;
    ``entries`` differ from them where some are shown without what is private.
    """

    organisation: str
    recorded: Sequence[Entry]
    length: int
    _latest: Mapping[str, Mapping[str, Entry]]
    _registers: dict[str, Register[Any]]
    _lines: _Lines
    _whole: "Dossier | None" = None
    _otherwise: Mapping[int, Entry] = field(default_factory=dict)
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

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """Return the entries of the ledger as they are shown."""
        return _Shown(self.recorded, self._otherwise) if self._otherwise else self.recorded

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
        if self._whole:
            raise ValueError(
                "a dossier that is shown to somebody does not grow; grow the whole one"
            )
        latest = _folded(self._latest, new)
        touched: dict[str, set[str]] = {}
        for entry in new:
            touched.setdefault(entry.register, set()).add(entry.key)
        kept = {
            name: register.advanced(latest[name], touched[name]) if name in touched else register
            for name, register in list(self._registers.items())
        }
        lines = self._lines if entries is self.recorded else _Lines(entries)
        return Dossier(self.organisation, entries, len(entries), latest, kept, lines)

    def showing(self, otherwise: Mapping[int, Entry]) -> "Dossier":
        """Return the dossier in which some entries, by seq, are shown otherwise."""
        touched = {entry.register for entry in otherwise.values()}
        latest = {
            name: {key: otherwise.get(entry.seq, entry) for key, entry in shelf.items()}
            if name in touched
            else shelf
            for name, shelf in self._latest.items()
        }
        kept = {name: each for name, each in list(self._registers.items()) if name not in touched}
        return Dossier(
            self.organisation,
            self.recorded,
            self.length,
            latest,
            kept,
            self._lines,
            self,
            otherwise,
        )

    @property
    def as_recorded(self) -> "Dossier":
        """Return the dossier with everything in it, for whatever decides and shows it to nobody."""
        return self._whole or self

    def ever_held(self, register: str) -> bool:
        """Say whether anything was ever said of a register."""
        return register in self._latest

    def entries_of(self, register: str) -> Iterator[Entry]:
        """Yield the entries about a register, oldest first."""
        return (self.entries[place] for place in self._lines.of(register, self.length))

    def history(self, kind: type[AnyItem], key: str) -> tuple[Revision[AnyItem], ...]:
        """Return every entry about an item, oldest first, retired or not."""
        told = self._told.get((kind.register, key))
        if told is None:
            told = self._told[kind.register, key] = tuple(self._revisions(kind, key))
        return told

    def _revisions(self, kind: type[AnyItem], key: str) -> Iterator[Revision[AnyItem]]:
        before: AnyItem | None = None
        for place in self._lines.about(kind.register, key, self.length):
            entry = self.entries[place]
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
