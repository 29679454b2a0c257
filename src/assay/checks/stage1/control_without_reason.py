"""An included control answers to no risk, no law, no contract and no baseline.

Looks at
    Each included control: a treatment that it is part of, or a law, a contract,
    a baseline or a requirement that its row names.  To name risk as the reason
    is not enough where no treatment names the control.

Why it matters
    Controls follow from decisions about risks.  One that answers to nothing was
    copied from a list, and nobody can say whether it works.

Does not look at
    Whether the risk is a real one; what the justification says in words.

Put right
    Link the control to the treatment it belongs to, name the obligation, or
    ask whether it is needed.
"""

from assay.checks.facts.statements import (
    NOTHING_INCLUDED,
    Position,
    included,
    treated_controls,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.soa_row import InclusionReason
from assay.domain.treatment import Treatment


@check(since="2026.1")
def control_without_reason(material: Material) -> Looked:
    """Look for what each included control answers to."""
    every = included(material)
    treated = treated_controls(material)
    orphans = [
        each
        for each in every
        if each.control.number not in treated and not _has_reason(material, each)
    ]
    return looked_at(
        (each.row for each in every),
        (
            Deviation(
                about=(each.control.number,),
                says=(
                    f"{each.name} is included and belongs to no treatment, law, contract or "
                    f"baseline; {len(orphans)} of {len(every)} included controls do not."
                ),
                measured=f"{len(orphans)} of {len(every)}",
                evidence=(each.evidence,),
                site=each.row.site,
            )
            for each in orphans
        ),
        nothing_because=NOTHING_INCLUDED,
    )


def _has_reason(material: Material, position: Position) -> bool:
    row = position.row
    others = {*row.reasons} - {InclusionReason.RISK}
    named = any(key in material[Treatment] for key in row.treatments)
    return bool(others or row.requirements or named)
