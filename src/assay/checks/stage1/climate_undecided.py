"""Nobody has decided whether climate change is a relevant issue, or nobody says why.

Looks at
    What the organisation says of its context: the decision on climate change,
    and its reason.

Why it matters
    The standards ask for a decision.  "Not relevant, because" is one; silence
    is not.

Does not look at
    Whether the decision is right, and what follows from it.

Put right
    Decide, write down why, and take it up in the context and in the review.
"""

from collections.abc import Iterator

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.organisation import Organisation
from assay.standards.trait import TraitKey


@check(since="2026.1")
def climate_undecided(material: Material) -> Looked:
    """Look for a decision on climate change with its reason."""
    if not any(standard.has(TraitKey.CLIMATE_DECISION) for standard in material.standards):
        return looked_at((), nothing_because="no standard of the case asks for a decision")
    organisations = tuple(material[Organisation].values())
    return looked_at(
        organisations,
        (each for organisation in organisations for each in _deviations(organisation)),
        nothing_because="nothing is on record about the organisation and its context",
    )


def _deviations(organisation: Organisation) -> Iterator[Deviation]:
    evidence = (f"organisation {organisation.key}",)
    if organisation.climate_is_relevant is None:
        yield Deviation(
            about=(organisation.key,),
            says=f"{organisation.name} has not decided whether climate change is an issue for it.",
            evidence=evidence,
            reason="undecided",
        )
    elif not organisation.climate_reason:
        decided = "is an" if organisation.climate_is_relevant else "is no"
        yield Deviation(
            about=(organisation.key,),
            says=(
                f"{organisation.name} has decided that climate change {decided} issue for it, "
                "and gives no reason."
            ),
            evidence=evidence,
            reason="without reason",
        )
