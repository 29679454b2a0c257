"""Something that a process makes goes to nobody."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.processes import link, process
from tests.lib.stage1 import look, material, said

CHECK = "output-unused"
MAKING = process("P-1", outputs=("Order", "Scrap list"))
TAKING = process("P-2", outputs=("Parts",))
LINKS = (link("P-1", "P-2", "order"), link("P-1", "", "scrap lists"), link("P-2", "", "parts"))


@pytest.mark.row("R-099", "R-100")
def test_what_somebody_takes_inside_or_outside_conforms() -> None:
    assert look(CHECK, material(MAKING, TAKING, *LINKS)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-100")
def test_without_its_link_an_output_goes_to_nobody() -> None:
    assert said(CHECK, material(MAKING, TAKING, LINKS[0], LINKS[2])) == {
        "P-1": 'Process P-1 (Process P-1) puts out "Scrap list", and no process and nobody '
        "outside takes it."
    }


@pytest.mark.row("R-100")
def test_without_the_process_that_took_it_an_output_goes_to_nobody() -> None:
    assert set(said(CHECK, material(MAKING, *LINKS))) == {"P-1"}


def test_a_link_that_does_not_say_what_it_hands_over_leaves_it_unknown() -> None:
    vague = (link("P-1", "P-2", ""), *LINKS[1:])

    assert look(CHECK, material(MAKING, TAKING, *vague)).why_not_tested == (
        "1 of 3 cannot be told: link P-1 / P-2 does not say what it hands over"
    )


def test_a_process_of_which_nothing_comes_out_is_unknown() -> None:
    assert look(CHECK, material(process("P-1"))).why_not_tested == (
        "1 of 1 cannot be told: nothing says what comes out of it"
    )


def test_without_processes_nothing_is_told() -> None:
    assert look(CHECK, material()).why_not_tested == "no process is registered"
