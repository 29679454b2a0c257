"""A critical supplier was not looked at again within its interval.

Looks at
    Every supplier of high or critical standing in use on the audit date: its
    last assessment, and the interval or the day that its register names.

Why it matters
    A supplier that much hangs on changes like everybody else.  The organisation
    said how often it would look, and did not.

Does not look at
    Suppliers of lesser standing; whether the assessment was thorough.

Put right
    Assess the supplier again and set the next day.
"""

from collections.abc import Iterator
from datetime import date

from assay.checks.facts.calendar import months_after
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.supplier import Supplier
from assay.domain.supplier_assessment import SupplierAssessment


@check(since="2026.1")
def supplier_review_overdue(material: Material) -> Looked:
    """Hold each critical supplier's last assessment against its interval."""
    last = _last_assessed(material)
    suppliers = [
        each
        for each in material[Supplier].values()
        if each.criticality is not None
        and each.criticality.weighs_much
        and each.in_scope is not False
        and (each.until_on is None or each.until_on >= material.as_of)
    ]
    due = {each.key: _due(each, last.get(each.key)) for each in suppliers}
    return looked_at(
        suppliers,
        _deviations(material, suppliers, due, last),
        unknown=(
            Unknown(each.key, "it names no interval and no next day", each.site)
            for each in suppliers
            if due[each.key] is None
        ),
        nothing_because="no supplier in scope is said to be critical",
    )


def _deviations(
    material: Material,
    suppliers: list[Supplier],
    due: dict[str, date | None],
    last: dict[str, date],
) -> Iterator[Deviation]:
    for supplier in suppliers:
        day = due[supplier.key]
        if day is None or day >= material.as_of:
            continue
        before = last.get(supplier.key)
        yield Deviation(
            about=(supplier.key,),
            says=(
                f"{supplier.name} ({supplier.key}), {supplier.criticality}, was due for "
                f"assessment on {day}; the last was {f'on {before}' if before else 'never'}."
            ),
            measured=f"{(material.as_of - day).days} days overdue",
            evidence=(f"supplier {supplier.key}",),
            site=supplier.site,
        )


def _last_assessed(material: Material) -> dict[str, date]:
    last: dict[str, date] = {}
    known = [(each.supplier, each.held_on) for each in material[SupplierAssessment].values()]
    listed = [(each.key, each.assessed_on) for each in material[Supplier].values()]
    for key, day in (*known, *listed):
        if day is not None and day <= material.as_of:
            last[key] = max(day, last.get(key, day))
    return last


def _due(supplier: Supplier, last: date | None) -> date | None:
    """Return the day by which the supplier has to be assessed, where anything says so."""
    if supplier.review_months is not None and last is not None:
        return months_after(last, supplier.review_months)
    if supplier.next_review_on is not None:
        return supplier.next_review_on
    if supplier.review_months is not None and supplier.since_on is not None:
        return months_after(supplier.since_on, supplier.review_months)
    return None
