"""Data passes between two systems, and nobody would notice if some got lost."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.interface import Interface
from tests.lib.stage1 import look, material, said

CHECK = "interface-without-check"
WHOLE = Interface(
    key="IF-1",
    name="MES to ERP",
    check="Daily count of batches on both sides",
    owner="mira",
    on_failure="Stop, compare and send again",
)


def test_a_whole_interface_is_silent() -> None:
    assert look(CHECK, material(WHOLE)).verdict is Verdict.CONFORMS


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("check", "MES to ERP has no check that both sides agree."),
        ("owner", "MES to ERP has no owner."),
        ("on_failure", "MES to ERP has nothing said of what is done when it fails."),
    ],
)
def test_each_thing_it_lacks_is_named(field: str, says: str) -> None:
    assert said(CHECK, material(WHOLE.changed(**{field: ""}))) == {"IF-1": says}


def test_without_interfaces_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
