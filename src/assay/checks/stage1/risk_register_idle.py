"""A risk above the line of acceptance is not being treated, or nobody touches the register.

Looks at
    Each risk whose score is above what the method accepts: a treatment with an
    owner and a date.  And the register as a whole: whether anything in it, or in
    the treatment plan, moved within the days that the profile names.

Why it matters
    A register that is filled once and left shows that risks are written down,
    not that they are managed.

Does not look at
    Whether each treatment moves on, which treatment-stale looks at; risks at or
    below the line.

Put right
    Plan a treatment with an owner and a date for each such risk, and keep it up.
"""

from collections.abc import Iterator

from assay.checks.facts.risk_register import NO_RISKS, RiskRegister, reference
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Threshold, Unknown, looked_at
from assay.domain.risk import Risk

_REGISTER = "risk register"


@check(since="2026.1")
def risk_register_idle(material: Material) -> Looked:
    """Look at what happens about the risks that are not accepted."""
    register = RiskRegister.of(material)
    line = register.methodology.accept_up_to if register.methodology else None
    return looked_at(
        (Member(_REGISTER), *(Member(risk.key, risk.site) for risk in register.risks))
        if register.risks
        else (),
        (
            *_unmoved(register),
            *(each for risk in register.risks for each in _untreated(register, risk, line)),
        ),
        unknown=(
            Unknown(risk.key, "no method says up to where a risk is accepted", risk.site)
            for risk in register.risks
            if line is None
        ),
        nothing_because=NO_RISKS,
    )


def _unmoved(register: RiskRegister) -> Iterator[Deviation]:
    material, moved = register.material, register.moved_on
    if not register.risks:
        return
    days = (material.as_of - moved[-1]).days if moved else None
    if days is None or days > material.profile.whole("risk.activity_days"):
        since = f"since {moved[-1]}" if moved else "at all"
        yield Deviation(
            about=(_REGISTER,),
            says=f"Nothing in the risk register or the treatment plan has moved {since}.",
            measured="never" if days is None else f"{days} days",
            threshold=material.threshold("risk.activity_days"),
            reason="unmoved",
        )


def _untreated(register: RiskRegister, risk: Risk, line: int | None) -> Iterator[Deviation]:
    score = register.score(risk)
    if line is None or score is None or score <= line:
        return
    treatments = register.treatments.get(risk.key, ())
    if any(each.owner and (each.due_on or each.done_on) for each in treatments):
        return
    named = ", ".join(each.key for each in treatments)
    what = f"of {named} none has an owner and a date" if named else "it has no treatment"
    yield Deviation(
        about=(risk.key,),
        says=f"{risk.key} ({risk.title}) scores {score}, above {line}, and {what}.",
        measured=str(score),
        threshold=Threshold(str(line), "the organisation's risk methodology"),
        evidence=(reference(risk), *(reference(each) for each in treatments)),
        site=risk.site,
        reason="untreated",
    )
