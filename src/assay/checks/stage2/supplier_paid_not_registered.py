"""Somebody is paid or signed in to who stands in no supplier register.

Population
    Every company in the lists that the organisation does not make for the
    audit: who is paid, which services people sign in to, what cards were
    charged with; and every supplier of the register.

Deviation
    A company of these lists is no supplier of the register, whatever form its
    name is in.  A supplier that no payment names is a reason to look closer.

Why it matters
    Whom the register does not know, nobody assessed, and no contract binds.

Does not look at
    Names that are nearly the same: somebody has to confirm those, and until
    then they are unknown.

Put right
    Take the named companies into the register and assess them, or end the service.
"""

from collections.abc import Iterator

from assay.checks.facts.company_names import Listed, ThreeLists, compare_names
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.grade import Grade
from assay.domain.supplier import Supplier
from assay.domain.supplier_listing import ListingSource, SupplierListing

_MOST_NAMED = 5


@population_check(since="2026.2", code="SUP-MISSING")
def supplier_paid_not_registered(operation: Operation) -> Looked:
    """Compare the register with who is really paid."""
    listings, register = operation[SupplierListing].values(), operation[Supplier].values()
    if not listings:
        return looked_at(
            [Member("supplier listings")],
            unknown=[Unknown("supplier listings", "no list tells who is paid or signed in to")],
            nothing_because="",
        )
    lists = compare_names(listings, register)
    return looked_at(
        [*(Member(each.key) for each in listings), *register],
        (
            *(_unregistered(operation, each, len(listings)) for each in lists.only_listed),
            *_unpaid(operation, lists),
        ),
        unknown=(
            Unknown(
                listed.name,
                "to confirm whether it is "
                + " or ".join(f"{each.name} ({each.key})" for each in found),
            )
            for listed, found in lists.to_confirm
        ),
        nothing_because="",
    )


def _unregistered(operation: Operation, listed: Listed, of: int) -> Deviation:
    told = ", ".join(
        f"{line.source}" + (f" ({line.amount:f})" if line.amount is not None else "")
        for line in listed.lines
    )
    last = max((line.last_on for line in listed.lines if line.last_on), default=None)
    until = f", last on {last}" if last else ""
    return Deviation(
        about=(listed.name,),
        says=(
            f"{listed.name} stands in the list of {told}{until}, "
            f"and in no line of the register of {len(operation[Supplier])} suppliers."
        ),
        measured=f"1 of {of} lines" if len(listed.lines) == 1 else f"{len(listed.lines)} of {of}",
        evidence=tuple(f"supplier listing {line.key}" for line in listed.lines),
        reason="only in the books",
    )


def _unpaid(operation: Operation, lists: ThreeLists) -> Iterator[Deviation]:
    """Yield the suppliers that no payment names, where there is a list of payments."""
    listings = operation[SupplierListing].values()
    if not any(line.source is ListingSource.ACCOUNTS_PAYABLE for line in listings):
        return
    begins = min((line.first_on for line in listings if line.first_on), default=operation.as_of)
    unpaid = [
        each
        for each in lists.only_registered
        if each.in_scope is not False and (each.until_on is None or each.until_on >= begins)
    ]
    if not unpaid:
        return
    names = ", ".join(f"{each.name} ({each.key})" for each in unpaid[:_MOST_NAMED])
    more = f" and {len(unpaid) - _MOST_NAMED} more" if len(unpaid) > _MOST_NAMED else ""
    yield Deviation(
        about=tuple(each.key for each in unpaid),
        says=f"No list of payments or sign-ins names {names}{more}.",
        measured=f"{len(unpaid)} of {len(operation[Supplier])} suppliers",
        evidence=tuple(f"supplier {each.key}" for each in unpaid[:_MOST_NAMED]),
        reason="only in the register",
        grade=Grade.OBSERVATION,
        signal=True,
    )
