"""Two clauses of the scope clash over one thing.

Looks at
    Every site, unit, service, process, system, asset, supplier and interface
    in use on the audit date: whether clauses of equal weight put it in and
    out, be it that they name it, that they speak of all of its kind, or that a
    system's unit, hosting account and site stand on different sides.

Why it matters
    A scope that says both cannot be audited against: whatever the auditor
    finds, the other clause excuses it.

Does not look at
    A clause that names one thing against a clause on all of its kind: that is
    an exception and no clash.

Put right
    Decide on which side the thing stands and take back the other clause, or
    move what belongs to the other side.
"""

from assay.checks.facts.inventory import called, inventory
from assay.checks.facts.scope_boundary import NO_SCOPE, Standing, approved_boundary
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at


@check(since="2026.1", code="SCOPE-UNDETERMINED")
def scope_contradictory(material: Material) -> Looked:
    """Look for things that clauses put on both sides."""
    boundary = approved_boundary(material)
    if boundary is None:
        return looked_at((), nothing_because=NO_SCOPE)
    things = list(inventory(material.dossier, material.as_of))
    deviations = [
        Deviation(
            about=(item.key,),
            says=(
                f"{called(kind, item)} is both in and out of scope {boundary.scope.version}: "
                f"clauses {' and '.join(placed.clauses)} clash ({placed.because})."
            ),
            evidence=tuple(f"boundary {clause}" for clause in placed.clauses),
            site=item.site,
            blocks=True,
        )
        for kind, item in things
        for placed in [boundary.in_scope(item)]
        if placed.standing is Standing.CONTRADICTORY
    ]
    return looked_at(
        (item for _, item in things),
        deviations,
        nothing_because="nothing stands in the inventory that a scope could cover",
    )
