"""The scope and what other sources say the organisation runs are not the same.

Looks at
    Both directions, for every kind of which a source outside the scope's own
    papers lists anything (sites in the personnel system, services in the price
    list, units in the ERP): what is listed as in operation and stands nowhere
    in the boundary, and what the scope takes in and no source lists.

Why it matters
    The statement on the certificate is read as what the organisation does.
    Where payroll or the price list says otherwise, one of the two is wrong.

Does not look at
    Things that the scope leaves out with a reason; kinds of which no source
    was brought; whether a source is itself up to date.

Put right
    Add what is missing to the boundary, as in or as out with the reason, or
    take out what is no longer run; then bring a fresh listing.
"""

from collections.abc import Iterator, Sequence

from assay.checks.facts.inventory import called, inventory
from assay.checks.facts.scope_boundary import (
    NO_SCOPE,
    ScopeBoundary,
    Standing,
    approved_boundary,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.operation_listing import OperationListing


@check(since="2026.1", code="SCOPE-REAL")
def scope_unlike_operations(material: Material) -> Looked:
    """Look for what only the scope or only another source has."""
    boundary = approved_boundary(material)
    if boundary is None:
        return looked_at((), nothing_because=NO_SCOPE)
    listings = [
        listing
        for listing in material[OperationListing].values()
        if listing.listed_on is None or listing.listed_on <= material.as_of
    ]
    kinds = {listing.kind for listing in listings}
    running = [listing for listing in listings if listing.active is not False]
    taken_in = [
        (kind, item)
        for kind, item in inventory(material.dossier, material.as_of)
        if kind in kinds and boundary.in_scope(item).standing is Standing.IN
    ]
    return looked_at(
        (*listings, *(item for _, item in taken_in)),
        (
            *_not_in_scope(boundary, running),
            *_not_in_operation(boundary, taken_in, running),
        ),
        nothing_because="no other source says what is in operation",
    )


def _not_in_scope(
    boundary: ScopeBoundary, running: Sequence[OperationListing]
) -> Iterator[Deviation]:
    for listing in running:
        key = boundary.key_named(listing.kind, listing.name) or listing.name
        if boundary.place(listing.kind, key).standing is Standing.UNDETERMINED:
            on = f" of {listing.listed_on}" if listing.listed_on else ""
            yield Deviation(
                about=(listing.key,),
                says=(
                    f"{str(listing.kind).capitalize()} {listing.name} is in operation by "
                    f"{listing.source}{on}; scope {boundary.scope.version} neither takes it in "
                    f"nor leaves it out."
                ),
                evidence=(f"operation listing {listing.key}",),
                site=listing.site,
                reason="not-in-scope",
            )


def _not_in_operation(
    boundary: ScopeBoundary,
    taken_in: Sequence[tuple[InventoryKind, Item]],
    running: Sequence[OperationListing],
) -> Iterator[Deviation]:
    listed = {(each.kind, boundary.key_named(each.kind, each.name)) for each in running}
    for kind, item in taken_in:
        if (kind, item.key) not in listed:
            sources = sorted({each.source for each in running if each.kind is kind})
            yield Deviation(
                about=(item.key,),
                says=(
                    f"{called(kind, item)} is in scope {boundary.scope.version}; "
                    f"{' and '.join(sources) or 'no source'} does not list it as in operation."
                ),
                evidence=(f"{kind} {item.key}",),
                site=item.key if kind is InventoryKind.SITE else item.site,
                reason="not-in-operation",
            )
