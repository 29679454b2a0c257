"""A control is included or excluded without a word on why."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "control-unjustified"


@pytest.mark.row("R-042")
def test_controls_with_a_reason_are_silent() -> None:
    assert look(CHECK, material(*a_statement())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-042")
def test_an_inclusion_without_reason_speaks() -> None:
    bare = but(a_statement(), "A.6.7", justification="", reasons=())

    assert said(CHECK, material(*bare)) == {
        "A.6.7": "A.6.7 (Remote working) is included without a justification."
    }


@pytest.mark.row("R-042")
def test_a_kind_of_reason_justifies_an_inclusion() -> None:
    kind_only = but(a_statement(), "A.6.7", justification="")

    assert said(CHECK, material(*kind_only)) == {}


@pytest.mark.row("R-042")
def test_an_exclusion_needs_words() -> None:
    bare = but(a_statement(), "A.8.30", justification="", reasons=("contract",))

    assert said(CHECK, material(*bare)) == {
        "A.8.30": "A.8.30 (Outsourced development) is excluded without a justification."
    }


def test_a_control_that_is_neither_in_nor_out_is_for_another_check() -> None:
    neither = but(a_statement(), "A.6.7", applicability=None, justification="", reasons=())

    assert said(CHECK, material(*neither)) == {}


def test_without_a_statement_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
