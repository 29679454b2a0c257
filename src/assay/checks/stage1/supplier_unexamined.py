"""A supplier in scope was never assessed, or its contract says nothing of what it owes.

Looks at
    Every supplier in scope that is in use on the audit date, in three respects:
    an assessment on record, a contract, and the terms in it that protect the
    organisation's information or quality.

Why it matters
    What a supplier may do with the organisation's data or product is settled by
    an assessment and a contract, or not at all.

Does not look at
    Whether the assessment is recent; suppliers that no register lists.

Put right
    Assess the supplier, and put the terms into the contract.
"""

from collections.abc import Iterator

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.supplier import Supplier
from assay.domain.supplier_assessment import SupplierAssessment


@check(since="2026.1")
def supplier_unexamined(material: Material) -> Looked:
    """Look at the three respects of each supplier."""
    suppliers = [each for each in material[Supplier].values() if _counts(material, each)]
    assessed = {
        each.supplier
        for each in material[SupplierAssessment].values()
        if each.held_on <= material.as_of
    }
    return looked_at(
        suppliers,
        (
            Deviation(
                about=(supplier.key,),
                says=f"{supplier.name} ({supplier.key}) {says}.",
                evidence=(f"supplier {supplier.key}",),
                site=supplier.site,
                reason=reason,
            )
            for supplier in suppliers
            for reason, says in _faults(material, supplier, supplier.key in assessed)
        ),
        unknown=(
            Unknown(each.key, "nobody says whether the contract has the terms", each.site)
            for each in suppliers
            if each.contract and each.security_terms is None
        ),
        nothing_because="there is no supplier in scope",
    )


def _counts(material: Material, supplier: Supplier) -> bool:
    ended = supplier.until_on is not None and supplier.until_on < material.as_of
    return supplier.in_scope is not False and not ended


def _faults(
    material: Material,
    supplier: Supplier,
    assessed: bool,  # noqa: FBT001 - a fact beside others
) -> Iterator[tuple[str, str]]:
    said_so = supplier.assessed_on is not None and supplier.assessed_on <= material.as_of
    if not assessed and not said_so:
        yield "unassessed", "has no assessment on record"
    if not supplier.contract:
        yield "no-contract", "has no contract on record"
    elif supplier.security_terms is False:
        yield "no-terms", f"has a contract, {supplier.contract}, without the terms that protect us"
