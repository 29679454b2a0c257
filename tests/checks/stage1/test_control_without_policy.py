"""A control that has to be written down is in place without a document in force."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.soa_row import ControlStatus
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "control-without-policy"


@pytest.mark.row("R-022")
def test_controls_with_an_approved_document_are_silent() -> None:
    looked = look(CHECK, material(*a_statement()))

    assert looked.verdict is Verdict.CONFORMS
    assert len(looked.population) == 12


@pytest.mark.row("R-022")
@pytest.mark.parametrize("status", [ControlStatus.IMPLEMENTED, ControlStatus.OPERATING])
def test_a_control_in_place_without_its_document_speaks(status: ControlStatus) -> None:
    bare = but(a_statement(), "A.5.10", documents=(), status=status)

    assert said(CHECK, material(*bare)) == {
        "A.5.10": (
            "A.5.10 (Acceptable use of information and other associated assets) is "
            f"{status} and no approved document is linked to it; "
            "11 of 12 controls that need one have one."
        )
    }


@pytest.mark.row("R-022")
def test_a_draft_is_no_document_in_force() -> None:
    draft = but(a_statement(), "POL-01", status="draft")

    assert len(said(CHECK, material(*draft))) == 12


@pytest.mark.row("R-022")
@pytest.mark.parametrize("status", [ControlStatus.PLANNED, ControlStatus.DESIGNED])
def test_a_control_that_is_not_in_place_needs_none_yet(status: ControlStatus) -> None:
    bare = but(a_statement(), "A.5.10", documents=(), status=status)

    assert said(CHECK, material(*bare)) == {}


def test_a_control_that_can_do_without_needs_none() -> None:
    assert said(CHECK, material(*but(a_statement(), "A.6.7", documents=()))) == {}


def test_without_such_controls_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
