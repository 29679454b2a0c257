"""A treatment that is to make a risk smaller names no control that applies."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.risk import Risk
from assay.domain.treatment import Treatment
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "treatment-without-control"


@pytest.mark.row("R-050")
def test_a_treatment_by_an_included_control_is_silent() -> None:
    assert look(CHECK, material(*a_statement())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-050")
@pytest.mark.parametrize(
    ("controls", "says"),
    [
        ((), "names no control"),
        (("A.8.30",), "rests on A.8.30, which the statement does not include"),
        (("8.14", "A.9.9"), "rests on A.9.9, which the statement does not include"),
    ],
)
def test_a_treatment_without_a_control_that_applies_speaks(
    controls: tuple[str, ...], says: str
) -> None:
    assert said(CHECK, material(*but(a_statement(), "T-1", controls=controls))) == {
        "T-1": f"T-1 (Second pump) {says}."
    }


@pytest.mark.row("R-050")
@pytest.mark.parametrize("decision", ["avoid", "share", "retain"])
def test_only_what_makes_a_risk_smaller_needs_a_control(decision: str) -> None:
    bare = but(but(a_statement(), "T-1", controls=()), "R-1", decision=decision)

    looked = look(CHECK, material(*bare))

    assert (looked.deviations, looked.why_not_tested) == ((), "no treatment makes a risk smaller")


def test_a_cancelled_treatment_is_silent() -> None:
    assert said(CHECK, material(*but(a_statement(), "T-1", controls=(), status="cancelled"))) == {}


def test_without_a_statement_nothing_is_tested() -> None:
    alone = [Risk(key="R-1", title="Flood"), Treatment(key="T-1", risks=("R-1",), action="Dam")]

    looked = look(CHECK, material(*alone))

    assert looked.why_not_tested == "there is no Statement of Applicability"
