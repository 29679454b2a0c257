"""A system is known not to do something that matters, and nothing is done instead."""

from assay.domain.deviation import Verdict
from assay.domain.limitation import Limitation
from tests.lib.stage1 import look, material, said

CHECK = "limitation-uncompensated"
WHOLE = Limitation(
    key="LIM-1",
    system="MES",
    limit="keeps no history of changes",
    compensated_by="A paper log beside the machine",
    owner="mira",
)


def test_what_is_compensated_is_silent() -> None:
    assert look(CHECK, material(WHOLE)).verdict is Verdict.CONFORMS


def test_nothing_done_instead_speaks() -> None:
    assert said(CHECK, material(WHOLE.changed(compensated_by=""))) == {
        "LIM-1": "LIM-1: MES is limited (keeps no history of changes), with nothing done instead."
    }


def test_nobody_who_does_it_speaks() -> None:
    assert said(CHECK, material(WHOLE.changed(owner=""))) == {
        "LIM-1": "LIM-1: MES is limited (keeps no history of changes), with nobody who does it."
    }


def test_without_limitations_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
