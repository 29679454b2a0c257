"""Two clauses of the scope clash over one thing."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.system import System
from assay.domain.unit import Unit
from tests.lib.scopes import SCOPE, clause
from tests.lib.stage1 import look, material, said

CHECK = "scope-contradictory"
TILL = System(key="SYS-1", name="Till", unit="U-1", hosting_account="acct-9")


@pytest.mark.row("R-002")
def test_two_clauses_that_name_the_thing_clash_and_block() -> None:
    clauses = (clause("B-1", "system", "SYS-1", "in"), clause("B-2", "system", "Till", "out"))

    looked = look(CHECK, material(SCOPE, TILL, *clauses))

    assert looked.deviations[0].about == ("SYS-1",)
    assert looked.deviations[0].blocks
    assert looked.deviations[0].evidence == ("boundary B-1", "boundary B-2")
    assert looked.deviations[0].says == (
        "System SYS-1 (Till) is both in and out of scope 2.0: "
        "clauses B-1 and B-2 clash (named itself)."
    )


@pytest.mark.row("R-002")
def test_a_systems_places_on_two_sides_clash() -> None:
    unit = Unit(key="U-1", name="Shops")
    clauses = (
        clause("B-1", "unit", "U-1", "in"),
        clause("B-2", "hosting account", "acct-9", "out"),
    )

    assert said(CHECK, material(SCOPE, TILL, unit, *clauses)) == {
        "SYS-1": "System SYS-1 (Till) is both in and out of scope 2.0: clauses B-1 and B-2 clash "
        "(through unit U-1, through hosting account acct-9)."
    }


def test_an_exception_by_name_is_no_clash() -> None:
    clauses = (clause("B-1", "system", "*", "in"), clause("B-2", "system", "SYS-1", "out"))

    assert look(CHECK, material(SCOPE, TILL, *clauses)).verdict is Verdict.CONFORMS


def test_without_an_approved_scope_nothing_is_told() -> None:
    assert look(CHECK, material(TILL)).verdict is Verdict.NOT_TESTED
