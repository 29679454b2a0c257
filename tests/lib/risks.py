"""A risk assessment as it ought to be, to change one thing of."""

from datetime import date

from assay.domain.asset import Asset
from assay.domain.criticality import Criticality
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.process import Process
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.risk import Risk, RiskDecision
from assay.domain.risk_acceptance import Accepts, RiskAcceptance
from assay.domain.risk_methodology import RiskMethodology, Scoring
from assay.domain.risk_review import RiskReview
from assay.domain.scope import VersionStatus
from assay.domain.supplier import Supplier
from assay.domain.treatment import Treatment, TreatmentStatus

_TITLES = {
    "R-1": "Salt fog stops the press in hall Orkney",
    "R-2": "Kilnforge delivers late after a strike",
    "R-3": "Payroll of the night shift is paid twice",
    "R-4": "The recipe book is copied",
    "R-5": "Badger holes let water into the cellar",
}


def an_assessment() -> list[Item]:
    """Return five risks of ana's, assessed, treated, signed and reviewed."""
    return [
        Person(key="ana", name="Ana Kos", started_on=date(2020, 1, 1)),
        Person(key="bo", name="Bo Vik", started_on=date(2020, 1, 1), external=True),
        Asset(key="AST-1", name="Recipe book", criticality=Criticality.CRITICAL),
        Process(key="P-1", name="Carding", key_process=True),
        Supplier(key="SUP-1", name="Kilnforge Ltd.", criticality=Criticality.HIGH),
        Document(key="MET-1", title="How we rate risks", status=VersionStatus.APPROVED),
        RiskMethodology(
            key="RM-1",
            document="MET-1",
            likelihood_scale=("rare", "likely", "certain"),
            impact_scale=("small", "felt", "grave"),
            scoring=Scoring.PRODUCT,
            accept_up_to=3,
            acceptance_criteria="Up to 3 may be kept.",
            assessment_criteria="Each spring, and after an incident.",
            owner_rules="Whoever owns the process.",
        ),
        *(_risk(key, number) for number, key in enumerate(_TITLES)),
        Treatment(
            key="T-1",
            risks=("R-1",),
            action="A second pump",
            owner="ana",
            planned_on=date(2025, 11, 10),
            progressed_on=date(2026, 1, 10),
            due_on=date(2026, 6, 30),
            status=TreatmentStatus.IN_PROGRESS,
        ),
        *(_signed(key, accepts) for key in _TITLES for accepts in Accepts),
        *(
            RiskReview(key=f"{key} review", risk=key, reviewed_on=date(2026, 1, 12), by="ana")
            for key in _TITLES
        ),
    ]


def _risk(key: str, number: int) -> Risk:
    likelihood = 1 + number % 3
    return Risk(
        key=key,
        title=_TITLES[key],
        owner="ana",
        assets=("AST-1",) if key == "R-4" else (),
        processes=("P-1",) if key == "R-1" else (),
        suppliers=("SUP-1",) if key == "R-2" else (),
        likelihood=2 if key == "R-1" else likelihood,
        impact=3 if key == "R-1" else 1,
        score=6 if key == "R-1" else likelihood,
        decision=RiskDecision.MODIFY if key == "R-1" else RiskDecision.RETAIN,
        decision_reason="It can be mended." if key == "R-1" else "Little hangs on it.",
        decided_by="ana",
        decided_on=date(2025, 11, 10),
        residual_likelihood=1,
        residual_impact=1,
        residual_score=1,
        assessed_on=date(2025, 11, 3 + number),
        assessed_by="ana",
    )


def _signed(key: str, accepts: Accepts) -> RiskAcceptance:
    return RiskAcceptance(
        key=f"{key} {accepts}",
        risk=key,
        accepts=accepts,
        signed_on=date(2025, 11, 12),
        by="ana",
        residual_score=1 if accepts is Accepts.RESIDUAL_RISK else None,
    )


def incidents_on(**days: date) -> tuple[RecordSummary, ...]:
    """Return what is counted of incidents, each on its day; ``INC_1`` is INC-1."""
    named = {key.replace("_", "-"): day for key, day in days.items()}
    counts = {day: list(named.values()).count(day) for day in sorted(named.values())}
    whole = Stretch(len(named), min(counts, default=None), max(counts, default=None))
    file = "records/incidents.csv"
    return (RecordSummary("incident", file, whole, counts, named=named),)
