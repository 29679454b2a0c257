"""The risk assessment leaves out too much of what matters, or leaves too many risks open.

Looks at
    The share of critical assets and key processes in scope that no risk speaks
    of, and the share of risks without a score or without an owner who works
    here.  Above the shares of the profile the assessment is inadequate.

Why it matters
    An assessment that passes by every fourth thing of weight, or rates only some
    of its risks, cannot carry the decisions that rest on it.

Does not look at
    Whether the risks named are the right ones.

Put right
    Assess the risks of what is listed; score every risk and give it an owner.
"""

from collections.abc import Iterator, Sequence

from assay.checks.facts.risk_coverage import RiskCoverage
from assay.checks.facts.risk_register import NO_RISKS, RiskRegister, reference
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.grade import Grade
from assay.domain.item import Item
from assay.domain.risk import Risk

_SHOWN = 5


@check(since="2026.1", code="RISK-INADEQUATE")
def risk_assessment_inadequate(material: Material) -> Looked:
    """Measure how much of what matters is assessed, and how well."""
    register = RiskRegister.of(material)
    coverage = RiskCoverage(material, register.risks)
    heavy = (*coverage.critical_assets, *coverage.critical_processes)
    gaps = [each for each in heavy if not coverage.covers(each)] if register.risks else []
    open_ = [risk for risk in register.risks if _is_open(register, risk)]
    return looked_at(
        (Member(reference(each), each.site) for each in (*heavy, *register.risks))
        if register.risks
        else (),
        (
            *_deviation(material, "uncovered", gaps, len(heavy)),
            *_deviation(material, "unscored", open_, len(register.risks)),
        ),
        unknown=[Unknown("inventory", "no asset or process is rated critical")]
        if register.risks and not heavy
        else (),
        nothing_because=NO_RISKS,
    )


def _is_open(register: RiskRegister, risk: Risk) -> bool:
    nobody = not risk.owner or register.material.works_here(risk.owner) is False
    return nobody or register.score(risk) is None


_SAYS = {
    "uncovered": "critical assets and key processes are spoken of by no risk",
    "unscored": "risks have no score or no owner who works here",
}


def _deviation(
    material: Material, reason: str, faulty: Sequence[Item], whole: int
) -> Iterator[Deviation]:
    setting = f"risk.{reason}_block_pct"
    if 100 * len(faulty) <= material.profile.whole(setting) * whole:
        return
    keys = sorted(reference(each) for each in faulty)
    shown = ", ".join(keys[:_SHOWN])
    more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
    yield Deviation(
        about=tuple(sorted(each.key for each in faulty)),
        says=f"{len(faulty)} of {whole} {_SAYS[reason]}: {shown}{more}.",
        measured=f"{100 * len(faulty) // whole} %",
        threshold=material.threshold(setting),
        evidence=tuple(keys),
        reason=reason,
        grade=Grade.MAJOR,
        blocks=True,
    )
