"""The Statement of Applicability was approved before the last decision on treating a risk.

Looks at
    The latest approved version of the statement, and the latest day on which it
    was decided to make a risk smaller.

Why it matters
    The statement is to show what was decided.  Approved before the last
    decision, it shows what was decided before.

Does not look at
    Whether the decision called for another control; decisions to share, avoid or
    retain.

Put right
    Go through the statement after each round of decisions, and approve it anew.
"""

from collections.abc import Iterator

from assay.checks.facts.statements import approved_statements, standards_with_statement
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.risk import Risk, RiskDecision
from assay.domain.soa import Soa


@check(since="2026.1")
def soa_outdated(material: Material) -> Looked:
    """Hold the date of the statement against that of the last decision."""
    latest = [
        approved[-1]
        for standard in standards_with_statement(material)
        if (approved := approved_statements(material, standard))
    ]
    return looked_at(
        latest,
        (deviation for soa in latest for deviation in _deviation(material, soa)),
        unknown=(
            Unknown(soa.key, "nobody says when it was approved")
            for soa in latest
            if soa.approved_on is None
        ),
        nothing_because="no version of the Statement of Applicability is approved",
    )


def _deviation(material: Material, soa: Soa) -> Iterator[Deviation]:
    decided = [
        (risk.decided_on, risk.key)
        for risk in material[Risk].values()
        if risk.decision is RiskDecision.MODIFY
        and risk.decided_on
        and risk.decided_on <= material.as_of
    ]
    if not decided or soa.approved_on is None:
        return
    day, key = max(decided)
    if soa.approved_on < day:
        later = sum(on > soa.approved_on for on, _ in decided)
        yield Deviation(
            about=(soa.key,),
            says=(
                f"Version {soa.version} of the Statement of Applicability was approved on "
                f"{soa.approved_on}, before the treatment of {key} was decided on {day}; "
                f"{later} of {len(decided)} decisions are later."
            ),
            measured=f"{(day - soa.approved_on).days} days",
            evidence=(f"SoA version {soa.version}", f"risk {key}"),
            site=soa.site,
        )
