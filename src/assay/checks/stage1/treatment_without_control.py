"""A treatment that is to make a risk smaller names no control that applies.

Looks at
    Each treatment that was not cancelled, of a risk that is to be modified:
    whether it names controls, and whether the Statement of Applicability
    includes them.

Why it matters
    The treatment plan and the statement are two views of the same decisions.  A
    treatment without control is not in the statement; a treatment by a control
    that the statement leaves out contradicts it.

Does not look at
    Treatments of risks that are avoided, shared or retained.

Put right
    Name the controls that the treatment rests on, and include them.
"""

from collections.abc import Iterator

from assay.checks.facts.statements import NO_STATEMENT, controls_of, positions
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.risk import Risk, RiskDecision
from assay.domain.treatment import Treatment, TreatmentStatus


@check(since="2026.1")
def treatment_without_control(material: Material) -> Looked:
    """Hold each treatment against the statement."""
    every = positions(material)
    treatments = [each for each in material[Treatment].values() if _modifies(material, each)]
    applies = {each.control.number for each in every if each.included}
    return looked_at(
        treatments if every else (),
        (
            Deviation(
                about=(each.key,),
                says=f"{each.key} ({each.action}) {says}.",
                evidence=(f"treatment {each.key}", *(f"SoA row {number}" for number in wrong)),
                site=each.site,
                reason=reason,
            )
            for each in (treatments if every else ())
            for reason, says, wrong in _fault(each, applies)
        ),
        nothing_because="no treatment makes a risk smaller" if every else NO_STATEMENT,
    )


def _modifies(material: Material, treatment: Treatment) -> bool:
    if treatment.status is TreatmentStatus.CANCELLED:
        return False
    risks = [material[Risk][key] for key in treatment.risks if key in material[Risk]]
    return not risks or any(each.decision in {None, RiskDecision.MODIFY} for each in risks)


def _fault(treatment: Treatment, applies: set[str]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    controls = controls_of(treatment)
    if not controls:
        yield "none", "names no control", ()
    elif left_out := tuple(number for number in controls if number not in applies):
        listed = ", ".join(left_out)
        yield "left-out", f"rests on {listed}, which the statement does not include", left_out
