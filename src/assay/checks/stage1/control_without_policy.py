"""A control that has to be written down is in place without a document in force.

Looks at
    Each included control that is implemented or operating, where the control
    itself speaks of something written: an approved document that its row names,
    or that names the control.

Why it matters
    These are the control policies that are read at Stage 1.  A control that is
    said to run by a rule nobody approved runs by no rule.

Does not look at
    Controls that can be met without a document, and those only planned.

Put right
    Approve the document that the control rests on, and link it.
"""

from assay.checks.facts.statements import documents_of_controls, included, shows_design
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at


@check(since="2026.1", code="DOC-CONTROL-POLICY")
def control_without_policy(material: Material) -> Looked:
    """Look for the document behind each control that needs one."""
    asking = [each for each in included(material) if each.asks_for_document]
    documents = documents_of_controls(material)
    bare = [
        each
        for each in asking
        if not any(shows_design(one) for one in documents.get(each.control.number, ()))
    ]
    return looked_at(
        (each.row for each in asking),
        (
            Deviation(
                about=(each.control.number,),
                says=(
                    f"{each.name} is {each.row.status} and no approved document is linked to it; "
                    f"{len(asking) - len(bare)} of {len(asking)} controls that need one have one."
                ),
                measured=f"{len(asking) - len(bare)} of {len(asking)}",
                evidence=(
                    each.evidence,
                    *(f"document {one.key}" for one in documents.get(each.control.number, ())),
                ),
                site=each.row.site,
            )
            for each in bare
        ),
        nothing_because="no control in place asks for a document",
    )
