"""No risk has been assessed.

Looks at
    Whether the register holds any risk, and whether any of them has a score, or
    a likelihood and an impact.

Why it matters
    Everything else follows from the risks.  Where none was assessed there is
    nothing that Stage 2 could look at.

Does not look at
    How many risks there are, and what they say.

Put right
    Assess the risks of what is in scope, by the method that was set down.
"""

from collections.abc import Iterator

from assay.checks.facts.risk_register import RiskRegister
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.grade import Grade
from assay.domain.risk import Risk


@check(since="2026.1", code="RISK-NONE")
def risk_assessment_missing(material: Material) -> Looked:
    """Look for an assessed risk."""
    register = RiskRegister.of(material)
    return looked_at(
        (Member(standard.name) for standard in material.standards),
        _deviations(register),
        nothing_because="no standard is named",
    )


def _deviations(register: RiskRegister) -> Iterator[Deviation]:
    if not any(_is_assessed(register, risk) for risk in register.risks):
        count = len(register.risks)
        what = f"0 of {count} risks have a score" if count else "the risk register is empty"
        yield Deviation(
            about=("risks",),
            says=f"No risk was assessed by {register.material.as_of}: {what}.",
            measured=f"0 of {count} risks",
            reason="unscored" if count else "empty",
            grade=Grade.MAJOR,
            blocks=True,
        )


def _is_assessed(register: RiskRegister, risk: Risk) -> bool:
    return register.score(risk) is not None or None not in {risk.likelihood, risk.impact}
