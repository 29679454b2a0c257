"""Of something in the inventory nobody can tell whether the scope covers it.

Looks at
    Every site, unit, service, process, system, asset, supplier and interface
    in use on the audit date, held against the clauses of the approved scope:
    those that name it, those on all of its kind, and those on what it belongs
    to.

Why it matters
    What is neither in nor out is audited by nobody and certified for nobody
    knows whom.  Where that is so of a large share, nobody can plan Stage 2.

Does not look at
    Things that clauses put on both sides, which are told apart; whether a
    boundary that can be told is drawn in the right place.

Put right
    Name the thing in the boundary, or all of its kind, as in, or as out with
    the reason.
"""

from decimal import Decimal

from assay.checks.facts.inventory import called, inventory
from assay.checks.facts.scope_boundary import NO_SCOPE, Standing, approved_boundary
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item

_HUNDRED = 100


@check(since="2026.1", code="SCOPE-UNDETERMINED")
def scope_undetermined(material: Material) -> Looked:
    """Look for things on neither side, and for too large a share of them."""
    boundary = approved_boundary(material)
    if boundary is None:
        return looked_at((), nothing_because=NO_SCOPE)
    scope = boundary.scope
    things = list(inventory(material.dossier, material.as_of))
    untold = [
        (kind, item)
        for kind, item in things
        if boundary.in_scope(item).standing is Standing.UNDETERMINED
    ]
    deviations = [_deviation(scope.version, kind, item) for kind, item in untold]
    too_many = material.profile.whole("scope.undetermined_block_pct")
    if len(untold) * _HUNDRED > too_many * len(things):
        deviations.append(_too_many(material, scope.key, untold, len(things)))
    about_scope = [Member(scope.key, scope.site)] if things else []
    return looked_at(
        [*about_scope, *(Member(item.key, item.site) for _, item in things)],
        deviations,
        nothing_because="nothing stands in the inventory that a scope could cover",
    )


def _deviation(version: str, kind: InventoryKind, item: Item) -> Deviation:
    return Deviation(
        about=(item.key,),
        says=(
            f"{called(kind, item)} is neither in nor out of scope {version}: no clause names it, "
            f"all of its kind, or what it belongs to."
        ),
        evidence=(f"{kind} {item.key}",),
        site=item.site,
        reason="item",
    )


def _too_many(
    material: Material, scope: str, untold: list[tuple[InventoryKind, Item]], total: int
) -> Deviation:
    share = (Decimal(len(untold) * _HUNDRED) / total).quantize(Decimal("0.1"))
    threshold = material.threshold("scope.undetermined_block_pct")
    return Deviation(
        about=(scope,),
        says=(
            f"Scope {scope} leaves {len(untold)} of {total} things in the inventory undetermined, "
            f"{share} % against {threshold.value} at most."
        ),
        measured=f"{share} %",
        threshold=threshold,
        evidence=tuple(f"{kind} {item.key}" for kind, item in untold),
        reason="share",
        blocks=True,
    )
