"""The scope leaves something out and does not say why.

Looks at
    Every clause of the approved scope that leaves something out: it has to give
    a reason.

Why it matters
    What is left out of the certificate is what its reader has to know most.  An
    exclusion without a reason reads like something hidden.

Does not look at
    Whether the reason holds, or the thing can be left out at all.

Put right
    Say why it is left out, or take it in.
"""

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.boundary import Boundary, Stance
from assay.domain.deviation import Deviation, Looked, looked_at


@check(since="2026.1")
def scope_exclusion_without_reason(material: Material) -> Looked:
    """Look for the reason of each exclusion."""
    scope = material.scope
    excluded = [
        clause
        for clause in material[Boundary].values()
        if scope is not None and clause.scope == scope.key and clause.stance is Stance.OUT
    ]
    return looked_at(
        excluded,
        (
            Deviation(
                about=(clause.item,),
                says=(
                    f"{clause.kind.capitalize()} {clause.item} is left out of scope "
                    f"{clause.scope} without a reason."
                ),
                evidence=(f"boundary {clause.key}",),
                site=clause.site,
            )
            for clause in excluded
            if not clause.reason
        ),
        nothing_because="there is no approved scope, or it leaves nothing out",
    )
