"""How many records tell of a site, a unit or a service in the last months.

A record tells of a site or a unit if it carries it, or a person who belongs
there; a unit is told of by the records of the units below it too.  No record
carries a service: one is told of by the records of the systems it stands on.

What a newcomer would get wrong: where no record carries a site at all, nothing
follows for any site.  "None found" is only said of what could have been found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assay.checks.facts.calendar import Window
from assay.checks.facts.dependency_graph import DependencyGraph
from assay.checks.facts.names import normalised_name
from assay.checks.material import Material
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.site import Site
from assay.domain.system import System
from assay.domain.unit import Unit

_BY = {InventoryKind.SITE: "site", InventoryKind.UNIT: "team", InventoryKind.SYSTEM: "system"}


@dataclass(frozen=True)
class RecordsAbout:
    """The records of a window, by what they tell of."""

    material: Material
    window: Window
    records: tuple[RecordSummary, ...]

    def is_told_of(self, kind: InventoryKind, item: Item) -> bool | None:
        """Say whether any record of the window tells of a thing; nothing where none could."""
        if kind is InventoryKind.SERVICE:
            return self._service_is_told_of(item)
        if item.key in self._told_of[kind]:
            return True
        # With no record of anything there is nothing that could carry a name.
        return False if self._could_tell_of[kind] or not self._some else None

    @cached_property
    def _some(self) -> bool:
        return any(summary.whole.count for summary in self.records)

    @cached_property
    def _could_tell_of(self) -> Mapping[InventoryKind, bool]:
        return {
            kind: any(summary.by.get(column) for summary in self.records)
            for kind, column in _BY.items()
        }

    @cached_property
    def _told_of(self) -> Mapping[InventoryKind, frozenset[str]]:
        people = self._keys(Person, "person")
        sites = self._keys(Site, "site") | {self._people[key].site for key in people}
        units = self._keys(Unit, "team") | {self._people[key].unit for key in people}
        return {
            InventoryKind.SITE: frozenset(sites),
            InventoryKind.UNIT: frozenset(self._with_those_above(units)),
            InventoryKind.SYSTEM: frozenset(self._keys(System, "system")),
        }

    @property
    def _people(self) -> Mapping[str, Person]:
        return self.material[Person]

    def _service_is_told_of(self, service: Item) -> bool | None:
        needed = self._graph.find_needed([(InventoryKind.SERVICE, service.key)])
        systems = {key for kind, key in needed.reached_by if kind is InventoryKind.SYSTEM}
        if systems & self._told_of[InventoryKind.SYSTEM]:
            return True
        if not self._some:
            return False
        return False if systems and self._could_tell_of[InventoryKind.SYSTEM] else None

    @cached_property
    def _graph(self) -> DependencyGraph:
        return DependencyGraph.of(self.material.dossier)

    def _keys(self, noun: type[Item], column: str) -> set[str]:
        """Return the keys of what records carry in a column, by key, name or address."""
        carried = {
            normalised_name(value)
            for summary in self.records
            for value, stretch in summary.by.get(column, {}).items()
            if self._reaches(stretch)
        }
        return {
            item.key
            for item in self.material[noun].values()
            if any(normalised_name(name) in carried for name in _names(item))
        }

    def _reaches(self, stretch: Stretch) -> bool:
        if stretch.first_on is None or stretch.last_on is None:
            return False
        return stretch.first_on <= self.window.last_on and stretch.last_on >= self.window.first_on

    def _with_those_above(self, units: Iterable[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(units)
        while waiting:
            key = waiting.pop()
            if key and key not in found:
                found.add(key)
                unit = self.material[Unit].get(key)
                waiting.append(unit.part_of if unit else "")
        return found


def _names(item: Item) -> Iterator[str]:
    yield item.key
    if item.label != item.key:
        yield item.label
    if isinstance(item, Person) and item.email:
        yield item.email
