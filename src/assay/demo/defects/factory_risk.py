"""Flaws of Corvane's risk register: what the quality standard asks of it, not kept up."""

from dataclasses import replace
from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.item import Item
from assay.domain.risk import Risk, RiskKind
from assay.domain.risk_review import RiskReview
from assay.domain.treatment import Treatment, TreatmentStatus
from assay.ledger.entry import Author

_ADVISER = Author("adviser", "consultant", external=True)


@defect(organisation="factory", stage=1, check="treatment-stale")
def treatment_reopened_and_forgotten(draft: Draft) -> None:
    """Leave the treatment of R-20 in progress, past its date, with no new one."""
    key = next(key for key, each in draft.all(Treatment).items() if "R-20" in each.risks)
    draft.change(
        Treatment,
        key,
        status=TreatmentStatus.IN_PROGRESS,
        due_on=draft.as_of - timedelta(days=45),
        replanned_on=None,
        done_on=None,
    )


@defect(organisation="factory", stage=1, check="risk-flat")
def every_score_the_same(draft: Draft) -> None:
    """Rate nearly every risk three times three."""
    feared = [key for key, each in draft.all(Risk).items() if each.kind is RiskKind.RISK]
    for key in sorted(feared)[:16]:
        draft.change(Risk, key, likelihood=3, impact=3, score=9)


@defect(organisation="factory", stage=1, check="risk-consultant-only")
def risk_written_by_an_adviser(draft: Draft) -> None:
    """Have an adviser from outside write every entry about R-20 and about its reviews."""
    draft.said = [
        replace(said, by=_ADVISER) if _is_about(said.item, "R-20") else said for said in draft.said
    ]


def _is_about(item: Item, key: str) -> bool:
    return (isinstance(item, Risk) and item.key == key) or (
        isinstance(item, RiskReview) and item.risk == key
    )
