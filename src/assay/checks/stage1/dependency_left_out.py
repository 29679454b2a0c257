"""Something left out of scope is what a service in scope stands on.

Looks at
    Everything that a service in scope needs, over however many steps: what it
    runs on, is fed by, is supplied by, has its data in; and which of that the
    scope takes out.  The shortest path is shown as the proof.

Why it matters
    Whoever breaks what a service stands on has broken the service.  Left out,
    it is assessed by nobody.

Does not look at
    Dependence that no register tells of; things that the scope neither takes
    in nor leaves out.

Put right
    Take the thing into the scope, or cut the dependence and take it off the
    register; a supplier is taken in as a supplier, not as a company.
"""

from assay.checks.facts.dependency_graph import DependencyGraph, render_path
from assay.checks.facts.inventory import INVENTORY, called, inventory, is_there
from assay.checks.facts.scope_boundary import NO_SCOPE, Standing, approved_boundary
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.inventory_kind import InventoryKind


@check(since="2026.1", code="SCOPE-NARROW")
def dependency_left_out(material: Material) -> Looked:
    """Look for what services in scope need and the scope leaves out."""
    boundary = approved_boundary(material)
    if boundary is None:
        return looked_at((), nothing_because=NO_SCOPE)
    services = [
        item
        for kind, item in inventory(material.dossier, material.as_of)
        if kind is InventoryKind.SERVICE and boundary.in_scope(item).standing is Standing.IN
    ]
    graph = DependencyGraph.of(material.dossier)
    starts = [(InventoryKind.SERVICE, service.key) for service in services]
    population = [Member(service.key, service.site) for service in services]
    deviations = []
    needed = graph.find_needed(starts)
    for kind, key in needed.reached_by:
        item = material[INVENTORY[kind]].get(key) if kind in INVENTORY else None
        if item is not None and not is_there(item, material.as_of):
            continue
        population.append(Member(key, item.site if item else ""))
        placed = boundary.place(kind, key)
        if placed.standing is Standing.OUT:
            path = needed.path_to((kind, key))
            name = called(kind, item) if item else f"{str(kind).capitalize()} {key}"
            deviations.append(
                Deviation(
                    about=(key,),
                    says=(
                        f"{name} is out of scope {boundary.scope.version}, and a service in "
                        f"scope stands on it: {render_path(path)}."
                    ),
                    measured=f"{len(path)} steps" if len(path) > 1 else "1 step",
                    evidence=(
                        *(edge.written_in for edge in path),
                        *(f"boundary {clause}" for clause in placed.clauses),
                    ),
                    site=item.site if item else "",
                )
            )
    return looked_at(
        population,
        deviations,
        unknown=[
            Unknown(service.key, "no register tells what it stands on", service.site)
            for service, start in zip(services, starts, strict=True)
            if start not in graph.edges
        ],
        nothing_because="no service is in scope",
    )
