"""The assessment tells nothing apart: one score for nearly all, or all of it in one day.

Looks at
    The share of risks with the most common score, against the share of the
    profile.  And whether all risks were written on one day and never changed
    since.

Why it matters
    Scores serve to tell what comes first.  Where all are the same, or nobody came
    back to them, somebody filled in a form.

Does not look at
    Registers of fewer than five risks, which can well be alike.

Put right
    Rate the risks against each other, and come back to them.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from assay.checks.facts.risk_register import NO_RISKS, RiskRegister
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.risk import Risk

# Of four risks three may well have the same score; that tells nothing.
_FEWEST = 5
_REGISTER = "risk register"


@check(since="2026.1", code="RISK-FLAT")
def risk_flat(material: Material) -> Looked:
    """Look for the two signs."""
    register = RiskRegister.of(material)
    enough = len(register.risks) >= _FEWEST
    return looked_at(
        register.risks if enough else (),
        (*_same_score(register), *_one_day(register)) if enough else (),
        nothing_because="there are fewer than five risks" if register.risks else NO_RISKS,
    )


def _same_score(register: RiskRegister) -> Iterator[Deviation]:
    material = register.material
    scores = Counter(
        score for risk in register.risks if (score := register.score(risk)) is not None
    )
    if not scores:
        return
    score, count = min(scores.items(), key=lambda each: (-each[1], each[0]))
    whole = sum(scores.values())
    if 100 * count > material.profile.whole("risk.flat_share_pct") * whole:
        yield Deviation(
            about=(_REGISTER,),
            says=f"{count} of {whole} scored risks have the score {score}.",
            measured=f"{100 * count // whole} %",
            threshold=material.threshold("risk.flat_share_pct"),
            reason="same-score",
            signal=True,
        )


def _one_day(register: RiskRegister) -> Iterator[Deviation]:
    days = {_written_on(register, risk) for risk in register.risks}
    if len(days) > 1 or any(register.changed_on(risk) for risk in register.risks):
        return
    yield Deviation(
        about=(_REGISTER,),
        says=(
            f"All {len(register.risks)} risks were written on {days.pop()} "
            "and none was changed since."
        ),
        measured="1 day",
        reason="one-day",
        signal=True,
    )


def _written_on(register: RiskRegister, risk: Risk) -> date:
    """Return the day that the assessment claims, or else the day on which it was first recorded."""
    first = register.material.dossier.history(Risk, risk.key)[0]
    return risk.assessed_on or first.entry.recorded_at.date()
