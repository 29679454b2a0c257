"""A treated risk leads to nothing that shows it was treated."""

from datetime import date

import pytest

from assay.checks.operation import Operation
from assay.domain.deviation import Verdict
from assay.domain.evidence import Evidence
from assay.domain.item import Item
from assay.domain.risk import Risk, RiskDecision, RiskKind
from assay.domain.soa_row import SoaRow
from assay.domain.treatment import Treatment, TreatmentStatus
from tests.lib.stage2 import look, operation, said

CHECK = "risk-chain-broken"
RISK = Risk(key="R-1", title="Rights that stay", decision=RiskDecision.MODIFY)
TREATMENT = Treatment(
    key="T-1",
    risks=("R-1",),
    action="Quarterly reviews",
    controls=("A.5.18",),
    status=TreatmentStatus.DONE,
    measure="Rights kept after a move",
    before="23",
    after="0",
)
ROW = SoaRow(key="A.5.18", families=("access_review",))
REVIEWS = "review_id | system | reviewed_at | reviewer\nR-1 | vault | {} 09:00:00 | ana"


def at(*items: Item, day: str = "2025-12-01", standard: str = "iso27001-2022") -> Operation:
    records = {"access_review": REVIEWS.format(day)}
    return operation(*items, records=records, standards=[standard])


@pytest.mark.row("R-062")
def test_a_chain_from_risk_to_measure_is_silent() -> None:
    assert look(CHECK, at(RISK, TREATMENT, ROW)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-062")
@pytest.mark.parametrize(
    ("items", "reason", "links"),
    [
        ((RISK, ROW), "no treatment", 0),
        ((RISK, TREATMENT.changed(status=TreatmentStatus.CANCELLED)), "no treatment", 0),
        ((RISK, TREATMENT.changed(controls=()), ROW), "no control", 1),
        ((RISK, TREATMENT), "no record of the window", 2),
        ((RISK, TREATMENT.changed(after=""), ROW), "no measure before and after", 3),
    ],
)
def test_each_broken_link_is_located(items: tuple[Item, ...], reason: str, links: int) -> None:
    (deviation,) = look(CHECK, at(*items)).deviations

    assert deviation.reason == reason
    assert deviation.measured == f"{links} of 4 links; 0 of 1 chains are whole"


@pytest.mark.row("R-062")
def test_records_before_the_window_break_the_chain_and_evidence_within_mends_it() -> None:
    late = at(RISK, TREATMENT, ROW, day="2025-07-30")
    shown = Evidence(
        key="EV-1", family="report", controls=("A.5.18",), created_on=date(2025, 12, 1)
    )

    assert said(CHECK, late) == {
        "R-1": (
            "Rights that stay (R-1), by way of T-1, reaches no record of the window; "
            "0 of 1 chains are whole."
        )
    }
    assert said(CHECK, at(RISK, TREATMENT, ROW, shown, day="2025-07-30")) == {}


@pytest.mark.row("R-062")
def test_the_best_treatment_counts_and_the_share_of_whole_chains_is_told() -> None:
    other = TREATMENT.changed(key="T-2", controls=())
    open_one = RISK.changed(key="R-2", title="Another")

    (deviation,) = look(CHECK, at(RISK, open_one, TREATMENT, other, ROW)).deviations

    assert deviation.about == ("R-2",)
    assert deviation.measured == "0 of 4 links; 1 of 2 chains are whole"


@pytest.mark.row("R-062")
def test_where_no_controls_are_asked_for_a_treatment_is_its_own() -> None:
    bare = TREATMENT.changed(controls=())

    assert said(CHECK, at(RISK, bare, standard="iso9001-2015")) == {}


def test_risks_that_are_kept_and_opportunities_are_not_asked() -> None:
    kept = RISK.changed(decision=RiskDecision.RETAIN)
    hoped = RISK.changed(key="R-3", kind=RiskKind.OPPORTUNITY)

    assert look(CHECK, at(kept, hoped)).why_not_tested == "no risk is treated"
