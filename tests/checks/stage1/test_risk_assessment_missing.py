"""No risk has been assessed."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.risk import Risk
from tests.lib.risks import an_assessment
from tests.lib.stage1 import look, material, said

CHECK = "risk-assessment-missing"


@pytest.mark.row("R-052")
def test_an_assessed_register_is_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-052", "R-053")
def test_an_empty_register_stops_stage_1() -> None:
    [deviation] = look(CHECK, material()).deviations

    assert deviation.says == "No risk was assessed by 2026-01-31: the risk register is empty."
    assert deviation.blocks


@pytest.mark.row("R-052")
def test_risks_that_nobody_rated_stop_stage_1_and_one_rated_does_not() -> None:
    listed = [Risk(key="R-1", title="Flood"), Risk(key="R-2", title="Fire")]
    rated = [listed[0], listed[1].changed(likelihood=2, impact=2)]

    assert said(CHECK, material(*listed)) == {
        "risks": "No risk was assessed by 2026-01-31: 0 of 2 risks have a score."
    }
    assert said(CHECK, material(*rated)) == {}


@pytest.mark.parametrize("fields", [{"status": "Closed"}, {"kind": "opportunity"}])
def test_what_is_over_or_hoped_for_is_no_assessed_risk(fields: dict[str, object]) -> None:
    risk = Risk(key="R-1", title="Flood", score=4).changed(**fields)

    assert list(said(CHECK, material(risk))) == ["risks"]
