"""Most risks read like a template and name nothing that the organisation has.

Looks at
    The text of each risk, held against the stock texts that risk templates are
    made of.  A risk is generic if it is as similar to one of them as the profile
    says and names no registered asset, system, process, supplier or incident,
    in words or by a link.  Above the share of the profile there is a finding.

Why it matters
    Risks copied from a list say nothing of this organisation, and controls chosen
    after them protect somebody else.

Does not look at
    Single generic risks; whether what is named is the right thing.

Put right
    Rewrite the risks from what the organisation has and does: which asset, which
    system, which supplier, what happened before.
"""

from collections.abc import Iterator, Mapping, Sequence

from assay.checks.facts.incidents import incidents
from assay.checks.facts.names import INCIDENT, NameFinder
from assay.checks.facts.risk_coverage import thing_finders, things_of
from assay.checks.facts.risk_register import NO_RISKS, RiskRegister
from assay.checks.facts.similarity import Match, best_match
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.asset import Asset
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.risk import Risk
from assay.domain.supplier import Supplier
from assay.domain.system import System

_REAL: Mapping[str, type[Item]] = {
    kind.register: kind for kind in (Asset, System, Process, Supplier)
}
_SHOWN = 3


@check(since="2026.1", code="RISK-GENERIC")
def risk_generic(material: Material) -> Looked:
    """Hold the text of each risk against the stock texts and the inventory."""
    risks = RiskRegister.of(material).risks
    library = {
        risk.key: risk.text for standard in material.standards for risk in standard.stock_risks
    }
    return looked_at(
        risks if library else (),
        _deviations(material, risks, library),
        nothing_because=NO_RISKS if library else "the standards have no stock texts",
    )


def _deviations(
    material: Material, risks: Sequence[Risk], library: Mapping[str, str]
) -> Iterator[Deviation]:
    least = material.profile.decimal("risk.generic_sim")
    alike = {
        key: match for key, match in _nearest(risks, library).items() if match.similarity >= least
    }
    finders = thing_finders(material)
    generic = [
        risk
        for risk in risks
        if risk.key in alike and not _names_something(material, risk, finders)
    ]
    if 100 * len(generic) <= material.profile.whole("risk.generic_share_pct") * len(risks):
        return
    pairs = [
        f"{risk.key} is {match.similarity:.2f} like '{library[match.key]}'"
        for risk in generic
        for match in [alike[risk.key]]
    ]
    more = f"; and {len(pairs) - _SHOWN} more" if len(pairs) > _SHOWN else ""
    yield Deviation(
        about=tuple(risk.key for risk in generic),
        says=(
            f"{len(generic)} of {len(risks)} risks read like stock texts and name nothing that is "
            f"registered: {'; '.join(pairs[:_SHOWN])}{more}."
        ),
        measured=f"{100 * len(generic) // len(risks)} %",
        threshold=material.threshold("risk.generic_share_pct"),
        evidence=tuple(f"risk {pair}" for pair in pairs),
    )


def _nearest(risks: Sequence[Risk], library: Mapping[str, str]) -> Mapping[str, Match]:
    """Return for each risk the nearest stock text, by its description or with its title."""
    told = best_match({risk.key: risk.describes or risk.title for risk in risks}, library)
    whole = best_match({risk.key: f"{risk.title}. {risk.describes}" for risk in risks}, library)
    return {
        key: max(matches, key=lambda match: match.similarity)
        for key in (risk.key for risk in risks)
        if (matches := [found[key] for found in (told, whole) if key in found])
    }


def _names_something(material: Material, risk: Risk, finders: tuple[NameFinder, ...]) -> bool:
    known = incidents(material)
    return any(
        key in material[_REAL[register]]
        if register in _REAL
        # Where nobody counted, an incident that is named has to be believed.
        else register == INCIDENT and (known is None or key in known)
        for register, key in things_of(risk, finders)
    )
