"""What on record speaks against leaving a control out: things in use, in scope, of a told kind.

Which registers and words count stands in the standard's data.  Words are
compared as words: "git" is not found in "digital".
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from assay.checks.facts.inventory import INVENTORY, is_there
from assay.checks.facts.scope_boundary import ScopeBoundary, Standing, approved_boundary
from assay.checks.facts.similarity import normalised_text
from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.item import Item, registers
from assay.domain.person import Person
from assay.standards.contradiction import Contradiction

_IN_INVENTORY = frozenset(INVENTORY.values())


@dataclass(frozen=True, slots=True)
class Witness:
    """One thing on record, and what it shows."""

    item: Item
    shows: str

    def __str__(self) -> str:
        name = "" if self.item.label == self.item.key else f" ({self.item.label})"
        return f"{self.evidence}{name} {self.shows}"

    @property
    def evidence(self) -> str:
        """Return the thing as evidence names it."""
        return f"{self.item.register.replace('_', ' ')} {self.item.key}"


def witnesses(material: Material, controls: Collection[str]) -> Mapping[str, tuple[Witness, ...]]:
    """Return what speaks against leaving out each of some controls, by control."""
    boundary = approved_boundary(material)
    found: dict[str, dict[tuple[str, str], Witness]] = {}
    for standard in material.standards:
        for row in standard.contradictions:
            excluded = [control for control in row.controls if control in controls]
            for item in _matches(material, row, boundary) if excluded else ():
                for control in excluded:
                    witness = Witness(item, row.shows)
                    found.setdefault(control, {}).setdefault((item.register, item.key), witness)
    return {control: tuple(said[key] for key in sorted(said)) for control, said in found.items()}


def _matches(
    material: Material, row: Contradiction, boundary: ScopeBoundary | None
) -> Iterator[Item]:
    words = [f" {normalised_text(word)} " for word in row.words]
    for item in material[registers()[row.register_name]].values():
        said = " ".join(f" {_read(item, name)} " for name in row.fields_read)
        if (not words or any(word in said for word in words)) and _counts(material, item, boundary):
            yield item


def _read(item: Item, field: str) -> str:
    value = getattr(item, field)
    texts = value if isinstance(value, tuple) else (value,)
    return " | ".join(normalised_text(str(text)) for text in texts if text)


def _counts(material: Material, item: Item, boundary: ScopeBoundary | None) -> bool:
    match item:
        case Person():
            return (
                item.external is not True
                and item.in_scope is not False
                and item.works_on(material.as_of) is True
            )
        case Document():
            return item in material.documents
        case _ if type(item) not in _IN_INVENTORY:
            return True
        case _:
            outside = boundary and boundary.in_scope(item).standing is Standing.OUT
            return is_there(item, material.as_of) and not outside
