"""A row of the Statement of Applicability does not say whether its control applies."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "control-applicability-unsaid"


@pytest.mark.row("R-042")
def test_controls_that_are_in_or_out_are_silent() -> None:
    assert look(CHECK, material(*a_statement())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-042")
def test_a_control_that_is_neither_speaks() -> None:
    neither = but(a_statement(), "A.6.7", applicability=None)

    assert said(CHECK, material(*neither)) == {
        "A.6.7": "A.6.7 (Remote working) is neither included nor excluded."
    }


def test_without_a_statement_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
