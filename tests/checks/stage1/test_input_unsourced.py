"""Something that a process needs comes from nowhere."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.processes import link, process
from tests.lib.stage1 import look, material, said

CHECK = "input-unsourced"
TAKING = process("P-2", inputs=("Orders", "Material"))
LINKS = (link("P-1", "P-2", "order"), link("", "P-2", "material"))


@pytest.mark.row("R-099", "R-100")
def test_what_somebody_provides_inside_or_outside_conforms() -> None:
    assert look(CHECK, material(process("P-1"), TAKING, *LINKS)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-100")
def test_without_its_link_an_input_comes_from_nowhere() -> None:
    assert said(CHECK, material(process("P-1"), TAKING, LINKS[0])) == {
        "P-2": 'Process P-2 (Process P-2) takes in "Material", and no process and nobody '
        "outside provides it."
    }


@pytest.mark.row("R-100")
def test_without_the_process_that_provided_it_an_input_comes_from_nowhere() -> None:
    assert set(said(CHECK, material(TAKING, *LINKS))) == {"P-2"}


def test_a_link_that_does_not_say_what_it_hands_over_leaves_it_unknown() -> None:
    vague = (link("P-1", "P-2", ""), LINKS[1])

    assert look(CHECK, material(process("P-1"), TAKING, *vague)).why_not_tested == (
        "1 of 2 cannot be told: link P-1 / P-2 does not say what it hands over"
    )


def test_where_nothing_is_taken_in_nothing_is_told() -> None:
    assert look(CHECK, material(process("P-1"))).why_not_tested == (
        "nothing says what any process takes in"
    )
