"""An included control answers to no risk, no law, no contract and no baseline."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.soa_row import InclusionReason
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "control-without-reason"


@pytest.mark.row("R-050")
def test_controls_with_a_reason_are_silent() -> None:
    assert look(CHECK, material(*a_statement())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-050")
@pytest.mark.parametrize("reasons", [(), (InclusionReason.RISK,)])
def test_a_control_that_answers_to_nothing_speaks(reasons: tuple[InclusionReason, ...]) -> None:
    assert said(CHECK, material(*but(a_statement(), "A.6.7", reasons=reasons))) == {
        "A.6.7": (
            "A.6.7 (Remote working) is included and belongs to no treatment, law, contract or "
            "baseline; 1 of 91 included controls do not."
        )
    }


@pytest.mark.row("R-050")
@pytest.mark.parametrize(
    ("control", "fields"),
    [
        pytest.param("A.8.14", {}, id="a treatment names it"),
        pytest.param("A.6.7", {"treatments": ("T-1",)}, id="it names a treatment"),
        pytest.param("A.6.7", {"requirements": ("GDPR 32",)}, id="it names an obligation"),
        pytest.param("A.6.7", {"reasons": (InclusionReason.BASELINE,)}, id="a baseline"),
    ],
)
def test_any_reason_is_one(control: str, fields: dict[str, object]) -> None:
    risk_only: dict[str, object] = {"reasons": (InclusionReason.RISK,), **fields}

    assert said(CHECK, material(*but(a_statement(), control, **risk_only))) == {}


@pytest.mark.row("R-050")
def test_a_treatment_that_is_not_there_or_was_cancelled_is_no_reason() -> None:
    unknown = but(a_statement(), "A.6.7", reasons=(), treatments=("T-9",))
    cancelled = but(but(a_statement(), "A.8.14", reasons=()), "T-1", status="cancelled")

    assert list(said(CHECK, material(*unknown))) == ["A.6.7"]
    assert list(said(CHECK, material(*cancelled))) == ["A.8.14"]


def test_without_included_controls_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
