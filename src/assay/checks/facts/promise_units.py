"""For whom a promise is kept: systems, people, suppliers and sources, as the registers know them.

The register tells of units that no record ever named.  Where none knows them,
nothing is returned, and the test asks only those that some record names.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from assay.checks.facts.scope_boundary import Standing, approved_boundary
from assay.checks.material import Material
from assay.claims.members import UntestableError
from assay.claims.small_relations import Unit
from assay.domain.document import Document
from assay.domain.interface import Interface
from assay.domain.item import Item
from assay.domain.kpi import Kpi
from assay.domain.person import Person
from assay.domain.process import Process
from assay.domain.site import Site
from assay.domain.supplier import Supplier
from assay.domain.system import System

_CONDITION: Final = re.compile(r"\s*([\w ]+?)\s*(!=|<>|=)\s*(.+?)\s*", re.DOTALL)


def promise_units(
    material: Material, per: str, conditions: Sequence[str]
) -> tuple[Unit, ...] | None:
    """Return the units that meet some conditions; nothing where no register has them."""
    found = _REGISTERS.get(per)
    if found is None:
        return None
    tests = [_parse(each) for each in conditions]
    return tuple(unit for item, unit in found(material) if all(test(item) for test in tests))


def _parse(condition: str) -> Callable[[Item], bool]:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        raise UntestableError(f"the condition {condition!r}; expected one such as 'tier = high'")
    name, sign, right = match.groups()
    field = "_".join(name.lower().split())
    values = {each.strip().lower() for each in re.split(r",|\bor\b", right) if each.strip()}

    def holds(item: Item) -> bool:
        if field not in type(item).model_fields:
            raise UntestableError(
                f"the condition {condition!r}; the register {type(item).register} has no {name}"
            )
        return bool(_words(getattr(item, field)) & values) is (sign == "=")

    return holds


def _words(value: object) -> set[str]:
    match value:
        case None:
            return {""}
        case bool():
            return {"yes", "true"} if value else {"no", "false"}
        case tuple():
            return {str(each).lower() for each in value}
    return {str(value).lower()}


def _systems(material: Material) -> Iterator[tuple[Item, Unit]]:
    boundary = approved_boundary(material)
    for each in material[System].values():
        # What the scope leaves out is promised nothing by the documents of what is in it.
        if boundary is not None and boundary.in_scope(each).standing is Standing.OUT:
            continue
        yield each, Unit(each.key, each.site, each.unit, each.live_on, each.retired_on)


def _people(material: Material) -> Iterator[tuple[Item, Unit]]:
    for each in material[Person].values():
        if each.in_scope is not False:
            yield each, Unit(each.key, each.site, each.unit, each.started_on, each.ended_on)


def _suppliers(material: Material) -> Iterator[tuple[Item, Unit]]:
    for each in material[Supplier].values():
        if each.in_scope is not False:
            yield each, Unit(each.key, each.site, "", each.since_on, each.until_on)


def _sites(material: Material) -> Iterator[tuple[Item, Unit]]:
    for each in material[Site].values():
        yield each, Unit(each.key, each.key, "", each.opened_on, each.closed_on)


def _measures(material: Material) -> Iterator[tuple[Item, Unit]]:
    yield from ((each, Unit(each.key, each.site)) for each in material[Kpi].values())


def _processes(material: Material) -> Iterator[tuple[Item, Unit]]:
    yield from ((each, Unit(each.key, each.site)) for each in material[Process].values())


def _interfaces(material: Material) -> Iterator[tuple[Item, Unit]]:
    yield from ((each, Unit(each.key, each.site)) for each in material[Interface].values())


def _documents(material: Material) -> Iterator[tuple[Item, Unit]]:
    yield from ((each, Unit(each.key, each.site)) for each in material[Document].values())


_REGISTERS: Final[Mapping[str, Callable[[Material], Iterator[tuple[Item, Unit]]]]] = {
    "system": _systems,
    "person": _people,
    "supplier": _suppliers,
    "site": _sites,
    "measure": _measures,
    "process": _processes,
    "interface": _interfaces,
    "document": _documents,
}
