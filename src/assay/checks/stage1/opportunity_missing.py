"""A key process lacks a risk or an opportunity that is acted on and checked.

Looks at
    Where a standard wants it process by process: each key process, whether at
    least one risk and at least one opportunity names it, and whether one of
    each has an action and a check of its effect, in its own row or in a
    treatment.

Why it matters
    A process whose owner has thought neither of what may go wrong nor of what
    may go better is run on hope.

Does not look at
    Whether the risks are the right ones; standards that want opportunities
    for the system as a whole.

Put right
    Sit down with the owner of the process, note one of each that matters, and
    say what is done about it and how it is seen to have worked.
"""

from collections.abc import Iterator, Mapping, Sequence

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.process import Process
from assay.domain.risk import Risk, RiskKind
from assay.domain.treatment import Treatment
from assay.standards.trait import TraitKey

Noted = Mapping[tuple[str, RiskKind], Sequence[Risk]]


@check(since="2026.1")
def opportunity_missing(material: Material) -> Looked:
    """Look for key processes without a risk and an opportunity that are seen through."""
    if not any(each.has(TraitKey.OPPORTUNITIES_PER_PROCESS) for each in material.standards):
        return looked_at((), nothing_because="no standard asks for it process by process")
    asked = [each for each in material[Process].values() if each.key_process is not False]
    noted = _noted(material)
    treated = _treated(material)
    return looked_at(
        asked,
        (
            deviation
            for process in asked
            if process.key_process
            for kind in RiskKind
            for deviation in _deviations(process, kind, noted.get((process.key, kind), ()), treated)
        ),
        unknown=(
            Unknown(process.key, "it is not said whether it is a key process", process.site)
            for process in asked
            if process.key_process is None
        ),
        nothing_because="no process is said to be key",
    )


def _noted(material: Material) -> Noted:
    found: dict[tuple[str, RiskKind], list[Risk]] = {}
    for risk in material[Risk].values():
        for process in risk.processes:
            found.setdefault((process, risk.kind), []).append(risk)
    return found


def _treated(material: Material) -> Mapping[str, bool]:
    """Return the risks that have a treatment, and whether one of them is measured."""
    found: dict[str, bool] = {}
    for treatment in material[Treatment].values():
        for risk in treatment.risks:
            found[risk] = found.get(risk, False) or bool(treatment.measure or treatment.after)
    return found


def _deviations(
    process: Process, kind: RiskKind, risks: Sequence[Risk], treated: Mapping[str, bool]
) -> Iterator[Deviation]:
    acted_on = [risk for risk in risks if risk.action or risk.key in treated]
    checked = [risk for risk in acted_on if risk.effect_check or treated.get(risk.key)]
    if checked:
        return
    keys = ", ".join(risk.key for risk in risks)
    if not risks:
        lacks, reason = f"no {kind} on record", "none"
    elif not acted_on:
        lacks, reason = f"{_a(kind)} ({keys}) with no action", "no-action"
    else:
        lacks, reason = f"{_a(kind)} ({keys}) with no check of the effect", "no-effect-check"
    yield Deviation(
        about=(process.key,),
        says=f"Process {process.key} ({process.name}) is a key process with {lacks}.",
        measured=f"0 of {len(risks)} seen through",
        evidence=(f"process {process.key}", *(f"risk {risk.key}" for risk in risks)),
        site=process.site,
        reason=f"{kind}-{reason}",
    )


def _a(kind: RiskKind) -> str:
    return f"an {kind}" if kind is RiskKind.OPPORTUNITY else f"a {kind}"
