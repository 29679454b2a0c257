"""What the risks speak of: the things they name, and what of weight they leave out.

A risk speaks of a thing that it is linked to, or that its text names.  A risk
to a system is one to the information that the system holds; a risk to a system
says nothing yet of each process that runs on it.
"""

from dataclasses import dataclass
from functools import cached_property

from assay.checks.facts.incidents import incidents
from assay.checks.facts.inventory import is_there
from assay.checks.facts.names import INCIDENT, Name, NameFinder, name_finder
from assay.checks.facts.scope_boundary import ScopeBoundary, Standing, approved_boundary
from assay.checks.material import Material
from assay.domain.asset import Asset
from assay.domain.criticality import Criticality
from assay.domain.finding import Finding
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.risk import Risk
from assay.domain.supplier import Supplier
from assay.domain.system import System

Thing = tuple[str, str]
"""The name of a register, and a key in it."""


@dataclass(frozen=True)
class RiskCoverage:
    """The things that some risks speak of."""

    material: Material
    risks: tuple[Risk, ...]

    @cached_property
    def spoken_of(self) -> frozenset[Thing]:
        """Return everything that any of the risks speaks of."""
        finders = thing_finders(self.material)
        return frozenset(thing for risk in self.risks for thing in things_of(risk, finders))

    def covers(self, item: Item) -> bool:
        """Say whether a risk speaks of a thing."""
        if (item.register, item.key) in self.spoken_of:
            return True
        held_in = item.held_in if isinstance(item, Asset) else ()
        return any((System.register, key) in self.spoken_of for key in held_in)

    @cached_property
    def _boundary(self) -> ScopeBoundary | None:
        return approved_boundary(self.material)

    def _counts(self, item: Item) -> bool:
        outside = self._boundary and self._boundary.in_scope(item).standing is Standing.OUT
        return is_there(item, self.material.as_of) and not outside

    @property
    def critical_assets(self) -> tuple[Asset, ...]:
        """Return the assets in scope on which much hangs."""
        return tuple(
            each
            for each in self.material[Asset].values()
            if _weighs_much(each.criticality) and self._counts(each)
        )

    @property
    def critical_processes(self) -> tuple[Process, ...]:
        """Return the processes in scope that are key, or on which much hangs."""
        return tuple(
            each
            for each in self.material[Process].values()
            if (each.key_process or _weighs_much(each.criticality)) and self._counts(each)
        )

    @property
    def key_suppliers(self) -> tuple[Supplier, ...]:
        """Return the suppliers in use and in scope on which much hangs."""
        return tuple(
            each
            for each in self.material[Supplier].values()
            if _weighs_much(each.criticality) and self._counts(each)
        )


def thing_finders(material: Material) -> tuple[NameFinder, ...]:
    """Return what finds the registered names in texts, and the keys of incidents on record."""
    known = incidents(material) or {}
    return name_finder(material), NameFinder(Name(INCIDENT, key, key) for key in known)


def things_of(risk: Risk, finders: tuple[NameFinder, ...]) -> frozenset[Thing]:
    """Return what a risk is linked to, and what its text names."""
    linked = {
        *((Asset.register, key) for key in risk.assets),
        *((System.register, key) for key in risk.systems),
        *((Process.register, key) for key in risk.processes),
        *((Supplier.register, key) for key in risk.suppliers),
        *((INCIDENT, key) for key in risk.incidents),
        *((Finding.register, key) for key in risk.findings),
    }
    text = f"{risk.title}. {risk.describes}"
    return frozenset(thing for finder in finders for thing in finder.named_in(text)) | linked


def _weighs_much(criticality: Criticality | None) -> bool:
    return criticality is not None and criticality.weighs_much
