"""What remains of a risk after treatment was not rated, or not accepted by the risk's owner.

Looks at
    Each risk with an owner who works here: a residual score, and the acceptance
    by that owner, dated no earlier than the treatment plan as it now reads and
    given for the score as it now stands.

Why it matters
    Somebody has to say: with this much I can live.  It has to be the one who
    will answer when it happens.

Does not look at
    Risks that are avoided; risks without an owner who works here, which
    owner-missing looks at.

Put right
    Rate what remains, and have the owner accept it.
"""

from collections.abc import Iterator

from assay.checks.facts.risk_register import NO_RISKS, RiskRegister, reference
from assay.checks.facts.signatures import Lack, is_outsider, lack_of_signature
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.risk import Risk, RiskDecision
from assay.domain.risk_acceptance import Accepts


@check(since="2026.1")
def residual_risk_unaccepted(material: Material) -> Looked:
    """Look at what remains of each risk, and who accepted it."""
    register = RiskRegister.of(material)
    owned = [
        risk
        for risk in register.risks
        if risk.decision is not RiskDecision.AVOID
        and risk.owner
        and material.works_here(risk.owner) is not False
        and not is_outsider(material, risk.owner)
    ]
    return looked_at(
        owned,
        (
            Deviation(
                about=(risk.key,),
                says=f"{risk.key} ({risk.title}): {lack.says}.",
                measured=f"residual {register.residual(risk) or 'unrated'}",
                evidence=(reference(risk), *lack.evidence),
                site=risk.site,
                reason=lack.reason,
            )
            for risk in owned
            for lack in _lack(register, risk)
        ),
        nothing_because="no risk has an owner who works here" if register.risks else NO_RISKS,
    )


def _lack(register: RiskRegister, risk: Risk) -> Iterator[Lack]:
    remains = register.residual(risk)
    if remains is None:
        yield Lack("unrated", "what remains after treatment is not rated")
        return
    since = register.remains_on(risk)
    changed = "the treatment or what remains changed"
    lack = lack_of_signature(register, risk, Accepts.RESIDUAL_RISK, since, changed)
    if lack:
        yield lack
        return
    own = [each for each in register.signed(risk, Accepts.RESIDUAL_RISK) if each.by == risk.owner]
    accepted = own[-1].residual_score
    if accepted is not None and accepted < remains:
        yield Lack(
            "lower-score",
            f"its owner {risk.owner} accepted a residual score of {accepted}, and it is {remains}",
            (f"risk acceptance {own[-1].key}",),
        )
