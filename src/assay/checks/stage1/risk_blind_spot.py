"""Something critical, or something that went wrong before, is in no risk.

Looks at
    Four things, each of which at least one risk has to speak of: every asset on
    which much hangs, every supplier on which much hangs, every incident of the
    months that the profile names, and every nonconformity of an audit in these
    months.  A risk speaks of what it is linked to or names.

Why it matters
    The register is to show the organisation as it is.  What has already gone
    wrong and stands in no risk was not learnt from.

Does not look at
    What the incidents were, which Stage 2 does; things of little weight; how
    well the risk is assessed.

Put right
    Assess the risk of what is listed, or link it to the risk that covers it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from assay.checks.facts.calendar import window_before
from assay.checks.facts.incidents import NOT_COUNTED, incidents
from assay.checks.facts.names import INCIDENT
from assay.checks.facts.risk_coverage import RiskCoverage
from assay.checks.facts.risk_register import NO_RISKS, RiskRegister
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.finding import Finding, RaisedIn

_AUDITS = {RaisedIn.INTERNAL_AUDIT, RaisedIn.CUSTOMER_AUDIT}
_MONTHS = "risk.incident_lookback_months"
_TIMED = frozenset({"incident", "finding"})


class _Spot(NamedTuple):
    """Something that a risk has to speak of."""

    reason: str
    key: str
    says: str
    seen: bool
    site: str = ""


@check(since="2026.1")
def risk_blind_spot(material: Material) -> Looked:
    """Look for what no risk speaks of."""
    register = RiskRegister.of(material)
    spots = list(_spots(material, register)) if register.risks else []
    unseen = register.risks and material.records is None
    return looked_at(
        (Member(f"{spot.reason} {spot.key}", spot.site) for spot in spots),
        (
            Deviation(
                about=(spot.key,),
                says=f"{spot.says} and is spoken of by none of {len(register.risks)} risks.",
                measured=f"0 of {len(register.risks)} risks",
                threshold=material.threshold(_MONTHS) if spot.reason in _TIMED else None,
                evidence=(f"{spot.reason} {spot.key}",),
                site=spot.site,
                reason=spot.reason,
            )
            for spot in spots
            if not spot.seen
        ),
        unknown=[Unknown("incidents", NOT_COUNTED)] if unseen else (),
        nothing_because="nothing of weight is on record" if register.risks else NO_RISKS,
    )


def _spots(material: Material, register: RiskRegister) -> Iterator[_Spot]:
    coverage = RiskCoverage(material, register.risks)
    window = window_before(material.as_of, material.profile.whole(_MONTHS))
    for asset in coverage.critical_assets:
        says = f"Asset {asset.key} ({asset.name}) is {asset.criticality}"
        yield _Spot("asset", asset.key, says, coverage.covers(asset), asset.site)
    for supplier in coverage.key_suppliers:
        says = f"Supplier {supplier.key} ({supplier.name}) is {supplier.criticality}"
        yield _Spot("supplier", supplier.key, says, coverage.covers(supplier), supplier.site)
    for key, day in (incidents(material) or {}).items():
        if day in window:
            seen = (INCIDENT, key) in coverage.spoken_of
            yield _Spot(INCIDENT, key, f"Incident {key} happened on {day}", seen)
    for finding in material[Finding].values():
        counts = finding.raised_in in _AUDITS and finding.grade and finding.grade.nonconformity
        if counts and finding.raised_on in window:
            says = f"Finding {finding.key} was raised on {finding.raised_on}"
            yield _Spot("finding", finding.key, says, coverage.covers(finding), finding.site)
