"""An observation was made, and nobody decided what to do about it.

Looks at
    Every observation raised longer ago than the profile allows: an entry of the
    improvement log that answers it with a decision to accept, to act or to reject.

Why it matters
    An observation breaks no requirement, and the next one on the same matter
    will.  It needs no corrective action, but somebody has to decide.

Does not look at
    Nonconformities, which have actions of their own; whether the decision was right.

Put right
    Enter the observation into the improvement log and decide on it.
"""

from datetime import timedelta

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.finding import Finding
from assay.domain.grade import Grade
from assay.domain.improvement import Improvement


@check(since="2026.1")
def observation_unanswered(material: Material) -> Looked:
    """Look for the decision on each observation."""
    days = timedelta(days=material.profile.whole("obs.review_days"))
    decided = {
        key
        for each in material[Improvement].values()
        if each.verdict is not None
        for key in each.prompted_by
    }
    observations = [
        each
        for each in material[Finding].values()
        if each.grade is Grade.OBSERVATION
        and each.raised_on is not None
        and each.raised_on <= material.as_of
    ]
    return looked_at(
        observations,
        (
            Deviation(
                about=(each.key,),
                says=(
                    f"{each.key} was observed on {each.raised_on}, "
                    f"{(material.as_of - each.raised_on).days} days before {material.as_of}, "
                    "and the improvement log decides nothing about it."
                ),
                measured=f"{(material.as_of - each.raised_on).days} days",
                threshold=material.threshold("obs.review_days"),
                evidence=(f"finding {each.key}",),
                site=each.site,
            )
            for each in observations
            if each.raised_on is not None
            and material.as_of - each.raised_on > days
            and each.key not in decided
        ),
        nothing_because="no observation is on record",
    )
