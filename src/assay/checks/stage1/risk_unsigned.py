"""A risk's owner has not signed the assessment or the treatment plan as they now read.

Looks at
    Each risk whose owner works here: the owner's own signature under the
    assessment, and under the treatment plan where there is one, dated no earlier
    than the version that it is to stand for.  Nobody else's signature counts,
    and neither does the owner's taken down by somebody from outside.

Why it matters
    A signature is how an owner says: this is my risk.  The lead of the system or
    an adviser who signs for all owns none of them.

Does not look at
    Risks without an owner who works here, which owner-missing looks at; what
    remains after treatment.

Put right
    Have each owner read and sign their risks, again after each change.
"""

from collections.abc import Iterator

from assay.checks.facts.risk_register import NO_RISKS, RiskRegister, reference
from assay.checks.facts.signatures import Lack, is_outsider, lack_of_signature
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.risk import Risk
from assay.domain.risk_acceptance import Accepts


@check(since="2026.1")
def risk_unsigned(material: Material) -> Looked:
    """Look for each owner's signature."""
    register = RiskRegister.of(material)
    owned = [
        risk
        for risk in register.risks
        if risk.owner and material.works_here(risk.owner) is not False
    ]
    return looked_at(
        owned,
        (
            Deviation(
                about=(risk.key,),
                says=f"{risk.key} ({risk.title}): {lack.says}.",
                evidence=(reference(risk), *lack.evidence),
                site=risk.site,
                reason=lack.reason,
            )
            for risk in owned
            for lack in _lacks(register, risk)
        ),
        unknown=(
            Unknown(risk.key, f"{risk.owner} is in no list of people", risk.site)
            for risk in owned
            if material.works_here(risk.owner) is None
        ),
        nothing_because="no risk has an owner who works here" if register.risks else NO_RISKS,
    )


def _lacks(register: RiskRegister, risk: Risk) -> Iterator[Lack]:
    if is_outsider(register.material, risk.owner):
        yield Lack("outside-owner", f"its owner {risk.owner} comes from outside")
        return
    assessed_on = register.assessed_on(risk)
    lack = lack_of_signature(register, risk, Accepts.ASSESSMENT, assessed_on, "it changed")
    if lack:
        yield lack
    if register.treatments.get(risk.key):
        planned_on = register.planned_on(risk)
        lack = lack_of_signature(register, risk, Accepts.TREATMENT_PLAN, planned_on, "it changed")
        if lack:
            yield lack
