"""A control is included or excluded without a word on why.

Looks at
    Each included and each excluded control.  An exclusion needs a reason in
    words; an inclusion needs one too, or the kind of reason that it has: a risk,
    a law, a contract, a baseline.

Why it matters
    A statement without reasons is a list that somebody ticked.  An auditor asks
    for the reason behind each exclusion first.

Does not look at
    Whether the reason holds; controls that are neither in nor out.

Put right
    Write down for each control why it is in or out.
"""

from assay.checks.facts.statements import NO_STATEMENT, Position, positions
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at


@check(since="2026.1")
def control_unjustified(material: Material) -> Looked:
    """Look for the reason behind each decision."""
    decided = [each for each in positions(material) if each.included or each.excluded]
    return looked_at(
        (each.row for each in decided),
        (
            Deviation(
                about=(each.control.number,),
                says=f"{each.name} is {each.row.applicability} without a justification.",
                evidence=(each.evidence,),
                site=each.row.site,
                reason=str(each.row.applicability),
            )
            for each in decided
            if not _is_justified(each)
        ),
        nothing_because=NO_STATEMENT,
    )


def _is_justified(position: Position) -> bool:
    return bool(position.row.justification or (position.included and position.row.reasons))
