"""The scope takes in something for which no record of the last months tells of any work.

Looks at
    Every site, unit and service that the approved scope takes in, and the
    records of the window that end on the audit date: those that carry the
    site or the unit or one of its people, and for a service those of the
    systems it stands on.

Why it matters
    What is in scope is sampled at Stage 2.  Where there is nothing to draw
    from, the scope claims more than the organisation can show.

Does not look at
    Whether there are enough records, or the right ones; processes, assets and
    suppliers in scope.

Put right
    Bring the records of the place, or leave it out of the scope with a reason
    until there are any.
"""

from assay.checks.facts.calendar import window_before
from assay.checks.facts.inventory import called, inventory
from assay.checks.facts.records_about import RecordsAbout
from assay.checks.facts.scope_boundary import NO_SCOPE, Standing, approved_boundary
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.inventory_kind import InventoryKind

_KINDS = frozenset({InventoryKind.SITE, InventoryKind.UNIT, InventoryKind.SERVICE})


@check(since="2026.1", code="SCOPE-BROAD")
def scope_without_records(material: Material) -> Looked:
    """Look for sites, units and services in scope that no record tells of."""
    boundary = approved_boundary(material)
    if boundary is None:
        return looked_at((), nothing_because=NO_SCOPE)
    things = [
        (kind, item)
        for kind, item in inventory(material.dossier, material.as_of)
        if kind in _KINDS and boundary.in_scope(item).standing is Standing.IN
    ]
    window = window_before(material.as_of, material.profile.whole("sampling.window_months"))
    about = RecordsAbout(material, window, material.records or ())
    deviations = []
    unknown = []
    for kind, item in things:
        told = None if material.records is None else about.is_told_of(kind, item)
        if told is None:
            unknown.append(Unknown(item.key, _why_unknown(material, kind), item.site))
        elif not told:
            deviations.append(
                Deviation(
                    about=(item.key,),
                    says=(
                        f"{called(kind, item)} is in scope {boundary.scope.version}, and no "
                        f"record from {window.first_on} to {window.last_on} tells of it."
                    ),
                    measured="0 records",
                    threshold=material.threshold("sampling.window_months"),
                    evidence=(f"{kind} {item.key}",),
                    site=item.key if kind is InventoryKind.SITE else item.site,
                )
            )
    return looked_at(
        (item for _, item in things),
        deviations,
        unknown=unknown,
        nothing_because="no site, unit or service is in scope",
    )


def _why_unknown(material: Material, kind: InventoryKind) -> str:
    if material.records is None:
        return "records were not counted"
    if kind is InventoryKind.SERVICE:
        return "no register tells on which systems it runs"
    return f"no record carries a {kind}"
