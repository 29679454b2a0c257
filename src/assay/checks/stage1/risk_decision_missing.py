"""What is to be done about a risk was not decided, or not by anybody, or for no reason.

Looks at
    Each risk: the decision to modify, avoid, share or retain it, the reason, the
    day, and who decided.

Why it matters
    Treatment begins with a decision.  One without a name and a day is an entry in
    a column.

Does not look at
    Whether the decision is wise; whether it was carried out.

Put right
    Have the owner decide, and write down what, why and when.
"""

from collections.abc import Iterator

from assay.checks.facts.risk_register import NO_RISKS, RiskRegister, reference
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.risk import Risk


@check(since="2026.1")
def risk_decision_missing(material: Material) -> Looked:
    """Look for the four parts of each decision."""
    risks = RiskRegister.of(material).risks
    return looked_at(
        risks,
        (
            Deviation(
                about=(risk.key,),
                says=f"{risk.key} ({risk.title}) {says}.",
                measured=f"{len(missing)} of 4 missing",
                evidence=(reference(risk),),
                site=risk.site,
                reason="undecided" if risk.decision is None else "incomplete",
            )
            for risk in risks
            for missing in [list(_missing(material, risk))]
            for says in [_says(risk, missing)]
            if missing
        ),
        nothing_because=NO_RISKS,
    )


def _says(risk: Risk, missing: list[str]) -> str:
    lacking = ", ".join(missing)
    if risk.decision is None:
        return f"is undecided: {lacking} missing"
    return f"was decided to be treated by '{risk.decision}' without {lacking}"


def _missing(material: Material, risk: Risk) -> Iterator[str]:
    said = {
        "a decision": risk.decision,
        "a reason": risk.decision_reason,
        "a day": risk.decided_on is not None and risk.decided_on <= material.as_of,
        "somebody who decided": risk.decided_by,
    }
    yield from (name for name, value in said.items() if not value)
