"""There is no policy.

Looks at
    For each standard, an approved document that is said to be the policy of top
    management.

Why it matters
    The policy is where top management says what the system is for.  Without one
    there is nothing that the rest could follow from.

Does not look at
    What the policy says, who approved it, or whether anybody can find it.

Put right
    Have top management approve a policy, and name it in the register.
"""

from assay.checks.facts.required_documents import POLICY, standings
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at


@check(since="2026.1", code="POLICY-MISSING")
def policy_missing(material: Material) -> Looked:
    """Look for an approved policy for each standard."""
    asked = [each for each in standings(material) if each.part.key == POLICY]
    return looked_at(
        (Member(each.standard.name) for each in asked),
        (
            Deviation(
                about=(standing.standard.name,),
                says=f"No approved document is the {standing.name}.",
                measured="0 approved policies",
                evidence=tuple(f"document {each.key}" for each in standing.documents),
                blocks=True,
            )
            for standing in asked
            if not standing.in_use
        ),
        nothing_because="no standard asks for a policy",
    )
