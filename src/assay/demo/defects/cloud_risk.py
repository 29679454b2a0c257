"""Flaws of Quillmark's risk assessment: unowned in substance, copied, underived, left alone."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.item import Item
from assay.domain.risk import Risk, RiskDecision
from assay.domain.risk_acceptance import Accepts, RiskAcceptance
from assay.domain.risk_methodology import RiskMethodology
from assay.domain.risk_review import RiskReview
from assay.domain.treatment import Treatment
from assay.ledger.entry import Author
from assay.standards.load import load_standard

_LEAD = "ilse.brandsma"
_ADVISER = Author("gerrit.oosting", "consultant", external=True)


@defect(organisation="cloud", stage=1, check="risk-assessment-missing")
def risks_never_assessed(draft: Draft) -> None:
    """Lose the whole risk register."""
    draft.drop(Risk, *draft.all(Risk))


@defect(organisation="cloud", stage=1, check="risk-assessment-inadequate")
def processes_without_risks(draft: Draft) -> None:
    """Link no risk to any process."""
    for key in draft.all(Risk):
        draft.change(Risk, key, processes=())


@defect(organisation="cloud", stage=1, check="risk-method-incomplete")
def method_without_occasion(draft: Draft) -> None:
    """Leave open in the risk methodology when risks are assessed."""
    for key in draft.all(RiskMethodology):
        draft.change(RiskMethodology, key, assessment_criteria="")


@defect(organisation="cloud", stage=1, check="risk-score-underivable")
def score_by_feeling(draft: Draft) -> None:
    """Give R-01 a score that its likelihood and impact do not make."""
    draft.change(Risk, "R-01", score=16)


@defect(organisation="cloud", stage=1, check="risk-register-idle")
def treatment_of_nobody(draft: Draft) -> None:
    """Have nobody answer for the only treatment of R-14."""
    draft.change(Treatment, "TRT-10", owner="")


@defect(organisation="cloud", stage=1, check="risk-decision-missing")
def decision_without_reason(draft: Draft) -> None:
    """Decide on R-07 without a reason."""
    draft.change(Risk, "R-07", decision_reason="")


@defect(organisation="cloud", stage=1, check="risk-unsigned")
def lead_signs_for_the_owner(draft: Draft) -> None:
    """Have the lead of the system sign the assessment of R-05 in its owner's stead."""
    for key, acceptance in draft.all(RiskAcceptance).items():
        if acceptance.risk == "R-05" and acceptance.accepts is Accepts.ASSESSMENT:
            draft.change(RiskAcceptance, key, by=_LEAD)


@defect(organisation="cloud", stage=1, check="residual-risk-unaccepted")
def remains_unaccepted(draft: Draft) -> None:
    """Have nobody accept what remains of R-10."""
    signed = draft.all(RiskAcceptance).values()
    unsigned = [
        each.key for each in signed if each.risk == "R-10" and each.accepts is Accepts.RESIDUAL_RISK
    ]
    draft.drop(RiskAcceptance, *unsigned)


@defect(organisation="cloud", stage=1, check="risk-unreviewed")
def owner_never_looked(draft: Draft) -> None:
    """Have the consultant assess R-05, and its owner never review it."""
    draft.change(Risk, "R-05", assessed_by=_ADVISER.name)
    reviews = [each.key for each in draft.all(RiskReview).values() if each.risk == "R-05"]
    draft.drop(RiskReview, *reviews)


@defect(organisation="cloud", stage=1, check="risk-generic")
def template_pasted_in(draft: Draft) -> None:
    """Fill the risk register up with the forty-seven risks of a template, all of them in order."""
    pattern = draft.all(Risk)["R-10"]
    for number, stock in enumerate(load_standard("iso27001-2022").stock_risks, start=1):
        day = draft.as_of - timedelta(days=40 + number % 9)
        level = 1 + number % 3
        risk = Risk(
            key=f"R-{100 + number}",
            title=stock.about.capitalize(),
            describes=stock.text,
            owner=pattern.owner,
            likelihood=level,
            impact=2,
            score=2 * level,
            decision=RiskDecision.RETAIN,
            decision_reason="Below the line of acceptance.",
            decided_by=pattern.owner,
            decided_on=day,
            residual_likelihood=level,
            residual_impact=2,
            residual_score=2 * level,
            assessed_on=day,
            assessed_by=pattern.owner,
        )
        _say(draft, risk, pattern.owner)
        for accepts in (Accepts.ASSESSMENT, Accepts.RESIDUAL_RISK):
            signed = RiskAcceptance(
                key=f"{risk.key} / {accepts} / {day}",
                risk=risk.key,
                accepts=accepts,
                signed_on=day,
                by=pattern.owner,
            )
            _say(draft, signed, pattern.owner)


def _say(draft: Draft, item: Item, by: str) -> None:
    at = datetime.combine(draft.as_of - timedelta(days=39), time(13), UTC)
    draft.say(item, by=Author(by, "risk owner"), at=at)


@defect(organisation="cloud", stage=1, check="risk-flat")
def every_risk_in_the_middle(draft: Draft) -> None:
    """Rate nearly every risk two times two."""
    for key in sorted(draft.all(Risk))[:30]:
        draft.change(Risk, key, likelihood=2, impact=2, score=4)


@defect(organisation="cloud", stage=1, check="risk-consultant-only")
def adviser_wrote_it_alone(draft: Draft) -> None:
    """Have the consultant write every entry about R-05 and about its reviews."""
    draft.said = [
        replace(said, by=_ADVISER) if _is_about(said.item, "R-05") else said for said in draft.said
    ]


def _is_about(item: Item, key: str) -> bool:
    return (isinstance(item, Risk) and item.key == key) or (
        isinstance(item, RiskReview) and item.risk == key
    )


@defect(organisation="cloud", stage=1, check="risk-blind-spot")
def incident_nobody_learnt_from(draft: Draft) -> None:
    """Link incident INC-011 to no risk."""
    draft.change(Risk, "R-05", incidents=())


@defect(organisation="cloud", stage=1, check="treatment-stale")
def treatment_past_its_date(draft: Draft) -> None:
    """Let the date of an open treatment pass without planning it anew."""
    draft.change(Treatment, "TRT-12", due_on=draft.as_of - timedelta(days=20), replanned_on=None)


@defect(organisation="cloud", stage=1, check="risk-deaf-to-events")
def incidents_heard_at_the_end_of_the_quarter(draft: Draft) -> None:
    """Take what incidents taught into the risks only when the quarter is over."""
    first, last = draft.as_of - timedelta(days=160), draft.as_of - timedelta(days=90)
    at = datetime.combine(last, time(14), UTC)
    draft.said = [
        replace(said, at=at)
        if isinstance(said.item, Risk) and first <= said.at.date() < last
        else said
        for said in draft.said
    ]
