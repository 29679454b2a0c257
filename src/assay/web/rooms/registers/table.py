"""A register as flat rows of text, kept between requests and made anew only where it changed.

What a newcomer would get wrong: an item is an object with validation behind it,
and a page of a register that touches ten thousand of them is slow however little
it shows.  So each item is written out as text once; a later state of the register
shares the items that no entry touched, and their rows with them.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from threading import Lock
from typing import NamedTuple, overload

from assay.domain.item import Item
from assay.ledger.dossier import Dossier, Register
from assay.web.rooms.registers.cells import MOST_CHOICES, place_in_order, shown

MOST_KEPT = 40
"""How many registers are kept written out in a process."""


class Row(NamedTuple):
    """One item, written out: its cells in the order of the model, and all of it to search in."""

    item: Item
    cells: tuple[str, ...]
    all_of_it: str


class InOrder(Sequence[Row]):
    """Rows in some order, none of which is touched before it is shown."""

    __slots__ = ("_order", "_rows")

    def __init__(self, rows: Sequence[Row], order: Sequence[int]) -> None:
        self._rows = rows
        self._order = order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return InOrder(self._rows, self._order[place])
        return self._rows[self._order[place]]


@dataclass
class Table:
    """A register, written out."""

    register: Register[Item]
    names: tuple[str, ...]
    rows: Sequence[Row]
    by_key: Mapping[str, Row]
    _orders: dict[str, list[int]] = field(default_factory=dict)
    _choices: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def used(self) -> tuple[str, ...]:
        """Return the fields in which any item says something."""
        said = [False] * len(self.names)
        for row in self.rows:
            for at, cell in enumerate(row.cells):
                if cell:
                    said[at] = True
            if all(said):
                break
        return tuple(name for name, there in zip(self.names, said, strict=True) if there)

    def at(self, name: str) -> int:
        """Return in which cell of a row a field stands."""
        return self.names.index(name)

    def in_order_of(self, name: str) -> list[int]:
        """Return the places of the rows in the order of a column; what is not said comes last."""
        order = self._orders.get(name)
        if order is None:
            keyed = [
                (place_in_order(getattr(row.item, name)), at) for at, row in enumerate(self.rows)
            ]
            keyed.sort(key=itemgetter(0))
            order = self._orders[name] = [at for _, at in keyed]
        return order

    def said_in(self, name: str) -> int:
        """Return how many rows say something in a column; in order of it they stand first."""
        at = self.at(name)
        return sum(1 for row in self.rows if row.cells[at])

    def choices(self, name: str) -> list[str]:
        """Return the different values of a column, each element of lists for itself."""
        found = self._choices.get(name)
        if found is None:
            values = {
                str(each)
                for row in self.rows
                for value in (getattr(row.item, name),)
                for each in (value if isinstance(value, tuple) else (value,))
                if value is not None and each != ""
            }
            found = self._choices[name] = sorted(values, key=place_in_order)[: MOST_CHOICES + 1]
        return found


_KEPT: OrderedDict[tuple[str, str, bool], Table] = OrderedDict()
_LOCK = Lock()


def table_of(dossier: Dossier, kind: type[Item]) -> Table:
    """Return a register of a dossier, written out."""
    register = dossier[kind]
    past = dossier.length < len(dossier.entries)
    place = (dossier.organisation, kind.register, past)
    with _LOCK:
        kept = _KEPT.get(place)
        if kept is not None:
            _KEPT.move_to_end(place)
    if kept is not None and kept.register is register:
        return kept
    made = _written_out(register, kept)
    with _LOCK:
        _KEPT[place] = made
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return made


def _written_out(register: Register[Item], before: Table | None) -> Table:
    names = tuple(register.kind.model_fields)
    known = before.by_key if before else {}
    rows = []
    for key in list(register):
        item = register[key]
        row = known.get(key)
        rows.append(row if row is not None and row.item is item else _row(item, names))
    return Table(register, names, rows, {row.item.key: row for row in rows})


def _row(item: Item, names: tuple[str, ...]) -> Row:
    cells = tuple([shown(getattr(item, name)) for name in names])
    return Row(item, cells, "\n".join(cells).casefold())
