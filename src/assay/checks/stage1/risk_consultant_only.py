"""Somebody from outside wrote the risk, and nobody inside looked at it again.

Looks at
    Who made each entry of the ledger about a risk: where all that wrote or
    changed it came from outside, a review by an owner from inside.  To save a
    risk again without a change is not to look at it.

Why it matters
    An adviser can write an assessment and cannot own it.  Risks that nobody
    inside ever touched are the adviser's.

Does not look at
    Histories kept elsewhere: a register that was read from a file has as its
    author whoever had it read.

Put right
    Have the owner go through the risk, change what is wrong, and note the review.
"""

from collections.abc import Iterator

from assay.checks.facts.risk_register import NO_RISKS, RiskRegister, entry_reference, reference
from assay.checks.facts.signatures import is_outsider
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.risk import Risk
from assay.domain.risk_review import RiskReview
from assay.ledger.entry import Author, Entry


@check(since="2026.1", code="RISK-CONSULTANT")
def risk_consultant_only(material: Material) -> Looked:
    """Look at who wrote each risk, and who looked at it since."""
    register = RiskRegister.of(material)
    return looked_at(
        register.risks,
        (deviation for risk in register.risks for deviation in _deviation(register, risk)),
        nothing_because=NO_RISKS,
    )


def _deviation(register: RiskRegister, risk: Risk) -> Iterator[Deviation]:
    material = register.material
    entries = list(_written(material, risk))
    if not entries or not all(_is_outside(material, entry.by) for entry in entries):
        return
    if any(_from_inside(material, risk, each) for each in register.reviews.get(risk.key, ())):
        return
    authors = ", ".join(sorted({f"{entry.by.name} ({entry.by.role})" for entry in entries}))
    yield Deviation(
        about=(risk.key,),
        says=(
            f"{risk.key} ({risk.title}) was written by {authors} from outside in "
            f"{len(entries)} of {len(entries)} entries and reviewed by no owner from inside."
        ),
        measured=f"{len(entries)} of {len(entries)} entries",
        evidence=(reference(risk), *(entry_reference(entry) for entry in entries)),
        site=risk.site,
    )


def _written(material: Material, risk: Risk) -> Iterator[Entry]:
    for revision in material.dossier.history(Risk, risk.key):
        if revision.fields and revision.entry.recorded_at.date() <= material.as_of:
            yield revision.entry


def _is_outside(material: Material, author: Author) -> bool:
    return author.external or is_outsider(material, author.name)


def _from_inside(material: Material, risk: Risk, review: RiskReview) -> bool:
    entered_by = material[RiskReview].entry_of(review.key).by
    return (
        review.by == risk.owner
        and not is_outsider(material, review.by)
        and not _is_outside(material, entered_by)
    )
