"""Says of anything in the inventory whether the scope takes it in, and which clauses decide.

The rule, in this order; the first that says anything decides:

1. a clause that names the thing itself, by key or by name;
2. a clause on all of its kind (``*``);
3. what the thing belongs to: a unit to the nearest unit above it, or else to its sites; a
   system to the unit that runs it, the account it is hosted in and its site; an
   asset to the systems that hold it; a process to its units and sites; a service
   to its sites; an interface to its two systems; a supplier to the systems and
   processes that it supplies, unless its own row says.

Where one step says both in and out, the thing is contradictory and the clauses
that clash are named.  What is spread over several places is in as soon as one of
them is: a process at two sites, one of them in scope, is audited there.  But a
system runs in one place, so its unit, account and site have to agree.

What a newcomer would get wrong: "no clause speaks of it" is not "out".  It is
undetermined, and so is what belongs to something undetermined.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assay.checks.facts.inventory import INVENTORY
from assay.checks.facts.names import normalised_name
from assay.checks.material import Material
from assay.domain.asset import Asset
from assay.domain.boundary import Boundary
from assay.domain.interface import Interface
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.scope import Scope
from assay.domain.service import Service
from assay.domain.supplier import Supplier
from assay.domain.system import System
from assay.domain.unit import Unit
from assay.ledger.dossier import Dossier

_ALL = "*"

Thing = tuple[InventoryKind, str]


class Standing(StrEnum):
    """On which side of the boundary a thing stands, if on one."""

    IN = "in"
    OUT = "out"
    UNDETERMINED = "undetermined"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a thing stands, the clauses that say so, and through what they reach it."""

    standing: Standing
    clauses: tuple[str, ...] = ()
    because: str = "no clause speaks of it"


NO_SCOPE = "no version of the scope is approved"

_NOWHERE = Placed(Standing.UNDETERMINED)


@dataclass(frozen=True)
class ScopeBoundary:
    """The boundary of one version of the scope over the inventory of one dossier."""

    dossier: Dossier
    scope: Scope
    _known: dict[Thing, Placed]

    @classmethod
    def of(cls, dossier: Dossier, scope: Scope) -> "ScopeBoundary":
        """Return the boundary of a version of the scope."""
        return cls(dossier, scope, {})

    def in_scope(self, item: Item) -> Placed:
        """Return where an item of the inventory stands."""
        return self.place(_KIND_OF[type(item)], item.key)

    def place(self, kind: InventoryKind, key: str) -> Placed:
        """Return where a thing stands."""
        thing = (kind, _account(key) if kind is InventoryKind.HOSTING_ACCOUNT else key)
        if thing not in self._known:
            self._known[thing] = self._placed(thing)
        return self._known[thing]

    @cached_property
    def clauses(self) -> tuple[Boundary, ...]:
        """Return the clauses of this version of the scope."""
        versions = {self.scope.key, self.scope.version}
        return tuple(each for each in self.dossier[Boundary].values() if each.scope in versions)

    def key_of(self, clause: Boundary) -> str:
        """Return the key of what a clause names; nothing where nothing of that name is known."""
        return self.key_named(clause.kind, clause.item)

    def key_named(self, kind: InventoryKind, said: str) -> str:
        """Return the key of what is called so, by key or by name; nothing where nothing is."""
        if kind is InventoryKind.HOSTING_ACCOUNT:
            return _account(said)
        if said in self.dossier[INVENTORY[kind]]:
            return said
        return self._keys_by_name[kind].get(normalised_name(said), "")

    @cached_property
    def _keys_by_name(self) -> Mapping[InventoryKind, Mapping[str, str]]:
        return {
            kind: {normalised_name(item.label): item.key for item in self.dossier[noun].values()}
            for kind, noun in INVENTORY.items()
        }

    @cached_property
    def _clauses_on(self) -> Mapping[Thing, tuple[Boundary, ...]]:
        found: dict[Thing, list[Boundary]] = {}
        for clause in self.clauses:
            # What no register knows yet is still spoken of, under the name it is given.
            key = _ALL if clause.item == _ALL else self.key_of(clause) or clause.item
            found.setdefault((clause.kind, key), []).append(clause)
        return {thing: tuple(clauses) for thing, clauses in found.items()}

    def _placed(self, thing: Thing) -> Placed:
        kind, key = thing
        for named, because in ((key, "named itself"), (_ALL, f"all of kind {kind}")):
            if clauses := self._clauses_on.get((kind, named)):
                return _decided([(Standing(each.stance), (each.key,), because) for each in clauses])
        noun = INVENTORY.get(kind)
        item = self.dossier[noun].get(key) if noun else None
        return self._placed_by_belonging(item) if item else _NOWHERE

    def _placed_by_belonging(self, item: Item) -> Placed:
        if isinstance(item, Supplier) and item.in_scope is not None:
            standing = Standing.IN if item.in_scope else Standing.OUT
            return Placed(standing, (), "its own row says so")
        for things in self._belongs_to(item):
            placed = [(thing, self.place(*thing)) for thing in things]
            said = [
                (each.standing, each.clauses, f"through {kind} {key}")
                for (kind, key), each in placed
                if each.standing is not Standing.UNDETERMINED
            ]
            if not said:
                continue
            if isinstance(item, System):
                return _decided(said)
            some_in = [each for each in said if each[0] is Standing.IN]
            if some_in or len(said) == len(placed):
                return _decided(some_in or said)
        return _NOWHERE

    def _belongs_to(self, item: Item) -> tuple[tuple[Thing, ...], ...]:
        """Return what a thing belongs to, in groups; the first that says anything decides."""
        groups: tuple[tuple[Thing, ...], ...] = ()
        match item:
            case Unit():
                groups = tuple(self._above(item))
            case System():
                groups = (
                    (
                        *_things(InventoryKind.UNIT, [item.unit]),
                        *_things(InventoryKind.HOSTING_ACCOUNT, [item.hosting_account]),
                        *_things(InventoryKind.SITE, [item.site]),
                    ),
                )
            case Asset():
                groups = (_things(InventoryKind.SYSTEM, item.held_in),)
            case Process():
                units = _things(InventoryKind.UNIT, item.units)
                groups = ((*units, *_things(InventoryKind.SITE, [*item.sites, item.site])),)
            case Service():
                groups = (_things(InventoryKind.SITE, [*item.sites, item.site]),)
            case Interface():
                groups = (_things(InventoryKind.SYSTEM, [item.from_system, item.to_system]),)
            case Supplier():
                groups = (self._supplied_by.get(item.key, ()),)
        return groups

    def _above(self, unit: Unit) -> Iterator[tuple[Thing, ...]]:
        chain: dict[str, Unit] = {}
        above: Unit | None = unit
        # Whoever stands above itself, over however many steps, ends the chain.
        while above and above.key not in chain:
            chain[above.key] = above
            above = self.dossier[Unit].get(above.part_of)
        for key in chain:
            if (InventoryKind.UNIT, key) in self._clauses_on:
                yield ((InventoryKind.UNIT, key),)
        for each in chain.values():
            yield _things(InventoryKind.SITE, [*each.sites, each.site])

    @cached_property
    def _supplied_by(self) -> Mapping[str, tuple[Thing, ...]]:
        supplied: dict[str, list[Thing]] = {}
        for system in self.dossier[System].values():
            supplied.setdefault(system.supplier, []).append((InventoryKind.SYSTEM, system.key))
        for process in self.dossier[Process].values():
            for supplier in process.suppliers:
                supplied.setdefault(supplier, []).append((InventoryKind.PROCESS, process.key))
        return {supplier: tuple(things) for supplier, things in supplied.items()}


def approved_boundary(material: Material) -> ScopeBoundary | None:
    """Return the boundary of the approved scope, where there is one."""
    return ScopeBoundary.of(material.dossier, material.scope) if material.scope else None


_KIND_OF = {noun: kind for kind, noun in INVENTORY.items()}


def _account(text: str) -> str:
    return " ".join(text.casefold().split())


def _things(kind: InventoryKind, keys: Iterable[str]) -> tuple[Thing, ...]:
    return tuple((kind, key) for key in dict.fromkeys(keys) if key)


def _decided(said: Sequence[tuple[Standing, tuple[str, ...], str]]) -> Placed:
    """Return what several voices of one step come to."""
    standings = {standing for standing, _, _ in said}
    clauses = tuple(dict.fromkeys(clause for _, clauses, _ in said for clause in clauses))
    because = ", ".join(dict.fromkeys(because for _, _, because in said))
    if len(standings) == 1:
        return Placed(standings.pop(), clauses, because)
    return Placed(Standing.CONTRADICTORY, clauses, because)
