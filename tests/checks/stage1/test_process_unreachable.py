"""A process stands on the map without a way to it."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.processes import link, process
from tests.lib.stage1 import look, material, said

CHECK = "process-unreachable"
CHAIN = (process("P-1"), process("P-2"), link("", "P-1"), link("P-1", "P-2"))


@pytest.mark.row("R-100")
def test_a_chain_from_outside_conforms() -> None:
    assert look(CHECK, material(*CHAIN)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-100")
def test_an_island_is_named() -> None:
    looked = look(CHECK, material(*CHAIN, process("P-3"), process("P-4"), link("P-3", "P-4")))

    assert {each.about: each.says for each in looked.deviations} == {
        (key,): f"Process {key} (Process {key}) cannot be reached: no chain of links ties it to "
        "the processes that face outside."
        for key in ("P-3", "P-4")
    }
    assert looked.deviations[0].measured == "2 of 4 processes"


@pytest.mark.row("R-100")
def test_a_loop_that_feeds_only_itself_is_named() -> None:
    loop = (process("P-3"), process("P-4"), link("P-3", "P-4"), link("P-4", "P-3"))

    assert said(CHECK, material(*CHAIN, *loop, link("P-4", "P-2"))) == {
        key: f"Process {key} (Process {key}) cannot be reached: no chain of links leads to it from "
        "where work enters."
        for key in ("P-3", "P-4")
    }


def test_where_no_link_is_kept_nobody_can_tell() -> None:
    assert look(CHECK, material(process("P-1"))).why_not_tested == (
        "1 of 1 cannot be told: no link between processes is kept"
    )
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
