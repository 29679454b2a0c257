"""The owner of a risk has not looked at it again, or not for too long.

Looks at
    Each risk with an owner who works here: the owner's last look at it.  A look
    is a review by the owner, or an assessment that the owner made.  It may be as
    old as the profile allows for Stage 2.

Why it matters
    An assessment made months ago and never looked at again by those who own the
    risks is a photograph, and everything has moved since.

Does not look at
    Reviews by others; signatures, which risk-unsigned looks at; what a review
    came to.

Put right
    Have each owner go through their risks, and note the day and what came of it.
"""

from collections.abc import Iterator
from datetime import date

from assay.checks.facts.calendar import months_after
from assay.checks.facts.risk_register import NO_RISKS, RiskRegister, reference
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.risk import Risk


@check(since="2026.1", code="RISK-NOT-AUTHORISED")
def risk_unreviewed(material: Material) -> Looked:
    """Look for the last look of each owner."""
    register = RiskRegister.of(material)
    owned = [
        risk
        for risk in register.risks
        if risk.owner and material.works_here(risk.owner) is not False
    ]
    return looked_at(
        owned,
        (deviation for risk in owned for deviation in _deviation(register, risk)),
        nothing_because="no risk has an owner who works here" if register.risks else NO_RISKS,
    )


def _deviation(register: RiskRegister, risk: Risk) -> Iterator[Deviation]:
    material = register.material
    months = material.profile.whole("risk.review_max_months")
    looks = sorted(_looks(register, risk))
    if looks and months_after(looks[-1], months) >= material.as_of:
        return
    assessed = (
        f"assessed on {risk.assessed_on}" if risk.assessed_on else "assessed on no stated day"
    )
    if looks:
        says = f"was last looked at by its owner {risk.owner} on {looks[-1]}"
    else:
        says = f"was {assessed} and never looked at by its owner {risk.owner}"
    yield Deviation(
        about=(risk.key,),
        says=f"{risk.key} ({risk.title}) {says}.",
        measured=f"{(material.as_of - looks[-1]).days} days" if looks else "never",
        threshold=material.threshold("risk.review_max_months"),
        evidence=(
            reference(risk),
            *(reference(each) for each in register.reviews.get(risk.key, ())),
        ),
        site=risk.site,
        reason="long-ago" if looks else "never",
    )


def _looks(register: RiskRegister, risk: Risk) -> Iterator[date]:
    for review in register.reviews.get(risk.key, ()):
        if review.by == risk.owner:
            yield review.reviewed_on
    if risk.assessed_by == risk.owner and risk.assessed_on:
        yield min(risk.assessed_on, register.material.as_of)
