"""Something that needs an owner has none, or one who does not work here any more.

Looks at
    Every included control, risk, objective, document in use, process, critical
    asset, system and supplier in scope: an owner, and that they work here on the
    audit date.

Why it matters
    What nobody answers for is done by nobody, and an auditor has nobody to ask.

Does not look at
    Whether the owner knows of it; owners of excluded controls and of documents
    that were withdrawn.

Put right
    Name an owner who works here, and tell them.
"""

from collections.abc import Iterator
from datetime import date

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.asset import Asset
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.item import Item
from assay.domain.objective import Objective
from assay.domain.process import Process
from assay.domain.risk import Risk
from assay.domain.soa_row import Applicability, SoaRow
from assay.domain.supplier import Supplier
from assay.domain.system import System


@check(since="2026.1")
def owner_missing(material: Material) -> Looked:
    """Look for the owner of everything that needs one."""
    things = list(_things(material))
    unknown = [
        (thing, owner) for thing, owner in things if owner and material.works_here(owner) is None
    ]
    return looked_at(
        (Member(f"{thing.register} {thing.key}", thing.site) for thing, _ in things),
        (deviation for thing, owner in things for deviation in _deviation(material, thing, owner)),
        unknown=(
            Unknown(f"{thing.register} {thing.key}", f"{owner} is in no list of people", thing.site)
            for thing, owner in unknown
        ),
        nothing_because="there is nothing on record that needs an owner",
    )


def _things(material: Material) -> Iterator[tuple[Item, str]]:
    controls = material[SoaRow].values()
    yield from (
        (each, each.owner) for each in controls if each.applicability is Applicability.INCLUDED
    )
    yield from ((each, each.owner) for each in material.documents)
    critical = (each for each in material[Asset].values() if _weighs_much(each))
    yield from ((each, each.owner) for each in critical)
    systems = material[System].values()
    yield from ((each, each.owner) for each in systems if _in_use(each, material.as_of))
    suppliers = material[Supplier].values()
    yield from ((each, each.owner) for each in suppliers if each.in_scope is not False)
    yield from ((each, each.owner) for each in material[Risk].values())
    yield from ((each, each.owner) for each in material[Objective].values())
    yield from ((each, each.owner) for each in material[Process].values())


def _weighs_much(asset: Asset) -> bool:
    return asset.criticality is not None and asset.criticality.weighs_much


def _in_use(system: System, day: date) -> bool:
    return system.retired_on is None or system.retired_on > day


def _deviation(material: Material, thing: Item, owner: str) -> Iterator[Deviation]:
    name = f"{thing.register.replace('_', ' ')} {thing.key}"
    if not owner:
        says, reason = f"{name} has no owner", "none"
    elif material.works_here(owner) is False:
        left = material.has_left(owner, material.as_of)
        when = f"left on {left.ended_on}" if left else "has not started yet"
        says, reason = f"{name} is owned by {owner}, who {when}", "gone"
    else:
        return
    yield Deviation(
        about=(thing.key,),
        says=f"{says[0].upper()}{says[1:]}.",
        evidence=(name,),
        site=thing.site,
        reason=reason,
    )
