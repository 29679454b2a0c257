"""What stands on what: everything a thing needs, and the path that proves it.

Edges come from the dependency register and from what other registers say
anyway: a system needs its supplier, an asset the systems that hold it, a
process its systems and suppliers, a system what feeds it over an interface.

What a newcomer would get wrong: "A holds data of B" makes B need A, though A
comes first in the row; everywhere else the first thing needs the second.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assay.domain.asset import Asset
from assay.domain.dependency import Dependency, DependencyKind
from assay.domain.interface import Interface
from assay.domain.inventory_kind import InventoryKind
from assay.domain.process import Process
from assay.domain.system import System
from assay.ledger.dossier import Dossier

Thing = tuple[InventoryKind, str]


class Edge(NamedTuple):
    """One thing needs another, in a way, and where that is written."""

    needing: Thing
    needed: Thing
    how: str
    written_in: str


@dataclass(frozen=True)
class DependencyGraph:
    """All edges, by the thing that needs."""

    edges: Mapping[Thing, tuple[Edge, ...]]

    @classmethod
    def of(cls, dossier: Dossier) -> "DependencyGraph":
        """Return the graph of everything that a dossier says of dependence."""
        found: dict[Thing, dict[Thing, Edge]] = {}
        for edge in (*_edges_told(dossier), *_edges_implied(dossier)):
            if edge.needing[1] and edge.needed[1]:
                found.setdefault(edge.needing, {}).setdefault(edge.needed, edge)
        return cls({thing: tuple(sorted(edges.values())) for thing, edges in found.items()})

    def find_needed(self, starts: Iterable[Thing]) -> "Needed":
        """Return all that any of the starts needs, over however many steps."""
        begun = sorted(set(starts))
        reached_by: dict[Thing, Edge | None] = dict.fromkeys(begun)
        waiting = deque(begun)
        while waiting:
            for edge in self.edges.get(waiting.popleft(), ()):
                if edge.needed not in reached_by:
                    reached_by[edge.needed] = edge
                    waiting.append(edge.needed)
        return Needed({thing: edge for thing, edge in reached_by.items() if edge})


@dataclass(frozen=True)
class Needed:
    """What was reached, each by the last edge of a shortest path."""

    reached_by: Mapping[Thing, Edge]

    def path_to(self, thing: Thing) -> tuple[Edge, ...]:
        """Return a shortest path to what was reached; nothing to what was not."""
        path: list[Edge] = []
        edge = self.reached_by.get(thing)
        while edge:
            path.append(edge)
            edge = self.reached_by.get(edge.needing)
        return tuple(reversed(path))


def render_path(path: Iterable[Edge]) -> str:
    """Return a path as one reads it: what needs what, in which way."""
    steps = tuple(path)
    needed = "; ".join(f"{edge.how} {' '.join(edge.needed)}" for edge in steps)
    return f"{' '.join(steps[0].needing)} {needed}"


def _edges_told(dossier: Dossier) -> Iterator[Edge]:
    for row in dossier[Dependency].values():
        first, second = (row.from_kind, row.from_item), (row.to_kind, row.to_item)
        written = f"dependency {row.key}"
        if row.kind is DependencyKind.HOLDS_DATA_OF:
            yield Edge(second, first, "has data in", written)
        else:
            yield Edge(first, second, str(row.kind), written)


def _edges_implied(dossier: Dossier) -> Iterator[Edge]:
    system, supplier = InventoryKind.SYSTEM, InventoryKind.SUPPLIER
    for each in dossier[System].values():
        written = f"system {each.key}"
        yield Edge((system, each.key), (supplier, each.supplier), "supplied by", written)
    for asset in dossier[Asset].values():
        thing = (InventoryKind.ASSET, asset.key)
        for held_in in asset.held_in:
            yield Edge(thing, (system, held_in), "has data in", f"asset {asset.key}")
    for process in dossier[Process].values():
        thing, written = (InventoryKind.PROCESS, process.key), f"process {process.key}"
        for runs_on in process.systems:
            yield Edge(thing, (system, runs_on), "runs on", written)
        for supplied_by in process.suppliers:
            yield Edge(thing, (supplier, supplied_by), "supplied by", written)
    for interface in dossier[Interface].values():
        written = f"interface {interface.key}"
        feeding = (system, interface.from_system)
        yield Edge((system, interface.to_system), feeding, "fed by", written)
