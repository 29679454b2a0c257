"""Which production systems an auditor looks at to see where they really run.

The draw can be made again by anybody: systems are ordered by the SHA-256 of
the seed and their key, and the first few are taken.  The seed is made of the
organisation and the version of the scope, so nobody chooses it, and a new
version of the scope draws anew.
"""

from dataclasses import dataclass
from hashlib import sha256

from assay.checks.facts.inventory import is_there
from assay.checks.facts.scope_boundary import ScopeBoundary
from assay.checks.material import Material
from assay.domain.boundary import Stance
from assay.domain.inventory_kind import InventoryKind
from assay.domain.system import Environment, System


@dataclass(frozen=True, slots=True)
class GroundSample:
    """The systems drawn, from how many, and by which seed."""

    keys: tuple[str, ...]
    of: int
    seed: str

    def __str__(self) -> str:
        return f"draw of {len(self.keys)} of {self.of} by seed {self.seed}: {', '.join(self.keys)}"


def production_systems(material: Material, boundary: ScopeBoundary) -> tuple[System, ...]:
    """Return the systems run for production that no clause takes out by name."""
    taken_out = {
        boundary.key_of(clause)
        for clause in boundary.clauses
        if clause.kind is InventoryKind.SYSTEM and clause.stance is Stance.OUT
    }
    return tuple(
        system
        for system in material[System].values()
        if system.environment is Environment.PRODUCTION
        and system.key not in taken_out
        and is_there(system, material.as_of)
    )


def draw_ground_sample(material: Material, boundary: ScopeBoundary) -> GroundSample:
    """Return the systems to look at, in the order drawn."""
    keys = [system.key for system in production_systems(material, boundary)]
    seed = f"{material.dossier.organisation}/{boundary.scope.version}"
    ordered = sorted(keys, key=lambda key: (sha256(f"{seed}/{key}".encode()).hexdigest(), key))
    size = material.profile.whole("scope.ground_sample")
    return GroundSample(tuple(ordered[:size]), len(keys), seed)
