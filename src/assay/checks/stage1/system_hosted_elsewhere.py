"""A production system runs in a place that the scope does not take in.

Looks at
    The hosting account, site and unit of every system in use for production
    that no clause takes out by name, held against the boundary.  A sample for
    the auditor's own look is drawn from them: ordered by the SHA-256 of seed
    and key, where the seed is made of the organisation and the version of the
    scope, so anybody can draw it again.  What departs is named whether or not
    it was drawn, and says which.

Why it matters
    The certificate would speak of production while part of it runs where no
    control of the system reaches.

Does not look at
    Systems for test, staging, development or the office; where a system
    really runs as its provider's console would show it.

Put right
    Move the system, or take the place into the scope with all that follows
    from it, or take the system out with the reason.
"""

from collections.abc import Iterator

from assay.checks.facts.ground_sample import draw_ground_sample, production_systems
from assay.checks.facts.inventory import called
from assay.checks.facts.scope_boundary import (
    NO_SCOPE,
    ScopeBoundary,
    Standing,
    approved_boundary,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.boundary import Stance
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.inventory_kind import InventoryKind
from assay.domain.system import System


@check(since="2026.1", code="SCOPE-OBSERVED")
def system_hosted_elsewhere(material: Material) -> Looked:
    """Look for production systems outside the places in scope."""
    boundary = approved_boundary(material)
    if boundary is None:
        return looked_at((), nothing_because=NO_SCOPE)
    systems = production_systems(material, boundary)
    told = {clause.kind for clause in boundary.clauses}
    drawn = draw_ground_sample(material, boundary)
    deviations = []
    unknown = []
    for system in systems:
        places = [place for place in _places(system) if place[0] in told]
        if not places:
            unknown.append(Unknown(system.key, "no place of it is one the boundary tells of"))
        for kind, place in places:
            if boundary.place(kind, place).standing in {Standing.OUT, Standing.UNDETERMINED}:
                drawn_text = "among" if system.key in drawn.keys else "not among"
                deviations.append(
                    Deviation(
                        about=(system.key,),
                        says=(
                            f"{called(InventoryKind.SYSTEM, system)} is run for production in "
                            f"{kind} {place}; scope {boundary.scope.version} takes in "
                            f"{_declared(boundary, kind)}."
                        ),
                        measured=f"{kind} {place}, {drawn_text} the {len(drawn.keys)} drawn",
                        threshold=material.threshold("scope.ground_sample"),
                        evidence=(f"system {system.key}", str(drawn)),
                        site=system.site,
                        reason=str(kind).replace(" ", "-"),
                    )
                )
    return looked_at(
        systems,
        deviations,
        unknown=unknown,
        nothing_because="no system in scope is said to be run for production",
    )


def _places(system: System) -> Iterator[tuple[InventoryKind, str]]:
    for kind, place in (
        (InventoryKind.HOSTING_ACCOUNT, system.hosting_account),
        (InventoryKind.SITE, system.site),
        (InventoryKind.UNIT, system.unit),
    ):
        if place:
            yield kind, place


def _declared(boundary: ScopeBoundary, kind: InventoryKind) -> str:
    taken_in = sorted(
        clause.item
        for clause in boundary.clauses
        if clause.kind is kind and clause.stance is Stance.IN
    )
    return ", ".join(taken_in) or f"no {kind}"
