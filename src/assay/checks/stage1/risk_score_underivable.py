"""The score of a risk does not follow from the method.

Looks at
    Each risk: a likelihood and an impact on the scales of the method, and the
    score that the method makes of them, against the score that stands in the
    register.  What remains after treatment is recomputed in the same way.

Why it matters
    A score that cannot be derived was guessed or wished for, and so was the
    decision that rests on it.

Does not look at
    Whether likelihood and impact are rated well.

Put right
    Rate likelihood and impact by the scales and let the method make the score.
"""

from collections.abc import Iterator

from assay.checks.facts.risk_register import NO_RISKS, RiskRegister, reference
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.risk import Risk
from assay.domain.risk_methodology import RiskMethodology


@check(since="2026.1")
def risk_score_underivable(material: Material) -> Looked:
    """Recompute each score with the method."""
    register = RiskRegister.of(material)
    method = register.methodology
    can = method is not None and method.scoring is not None
    return looked_at(
        register.risks,
        (
            Deviation(
                about=(risk.key,),
                says=f"{risk.key} ({risk.title}) {'; '.join(faults)}.",
                measured="; ".join(faults),
                evidence=(reference(risk), reference(method)),
                site=risk.site,
            )
            for risk in (register.risks if method and can else ())
            if method and (faults := list(_faults(method, risk)))
        ),
        unknown=(
            ()
            if can
            else [
                Unknown(risk.key, "no method says how scores are made", risk.site)
                for risk in register.risks
            ]
        ),
        nothing_because=NO_RISKS,
    )


def _faults(method: RiskMethodology, risk: Risk) -> Iterator[str]:
    yield from _fault(method, "", risk.likelihood, risk.impact, risk.score)
    residual = (risk.residual_likelihood, risk.residual_impact, risk.residual_score)
    if residual != (None, None, None):
        yield from _fault(method, "residual ", *residual)


def _fault(
    method: RiskMethodology,
    which: str,
    likelihood: int | None,
    impact: int | None,
    score: int | None,
) -> Iterator[str]:
    rated = {
        "likelihood": (likelihood, len(method.likelihood_scale)),
        "impact": (impact, len(method.impact_scale)),
    }
    missing = [f"{which}{name}" for name, (level, _) in rated.items() if level is None]
    if missing:
        has = "no score" if score is None else f"the {which}score {score}"
        yield f"has {has} and no {' and no '.join(missing)}"
        return
    for name, (level, levels) in rated.items():
        if levels and level is not None and not 1 <= level <= levels:
            yield f"has the {which}{name} {level} on a scale of {levels}"
    due = method.score(likelihood, impact)
    if score is not None and score != due:
        yield (
            f"has the {which}score {score}; "
            f"the {method.scoring} of {likelihood} and {impact} is {due}"
        )
