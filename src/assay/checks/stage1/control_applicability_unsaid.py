"""A row of the Statement of Applicability does not say whether its control applies.

Looks at
    Each control that a row speaks of: whether it is included or excluded.

Why it matters
    A control that is neither in nor out is neither built nor justified, and an
    auditor takes it for included.

Does not look at
    Why it is in or out; controls that no row speaks of.

Put right
    Say for each control whether it is included or excluded.
"""

from assay.checks.facts.statements import NO_STATEMENT, positions
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at


@check(since="2026.1", code="SOA-APPLICABILITY")
def control_applicability_unsaid(material: Material) -> Looked:
    """Look at what each row says of its control."""
    every = positions(material)
    return looked_at(
        (each.row for each in every),
        (
            Deviation(
                about=(each.control.number,),
                says=f"{each.name} is neither included nor excluded.",
                evidence=(each.evidence,),
                site=each.row.site,
            )
            for each in every
            if each.row.applicability is None
        ),
        nothing_because=NO_STATEMENT,
    )
