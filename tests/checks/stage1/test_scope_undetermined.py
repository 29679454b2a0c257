"""Of something in the inventory nobody can tell whether the scope covers it."""

from datetime import date

import pytest

from assay.domain.deviation import Threshold, Verdict
from assay.domain.item import Item
from assay.domain.supplier import Supplier
from assay.domain.system import System
from tests.lib.scopes import SCOPE, clause
from tests.lib.stage1 import AS_OF, look, material, said

CHECK = "scope-undetermined"


def systems(count: int, told: int) -> list[Item]:
    """Return systems, some of which the scope speaks of."""
    return [
        SCOPE,
        *(System(key=f"SYS-{number:02}", name=f"System {number:02}") for number in range(count)),
        *(clause(f"B-{number:02}", "system", f"SYS-{number:02}", "in") for number in range(told)),
    ]


@pytest.mark.row("R-001", "R-002")
def test_everything_told_of_conforms() -> None:
    assert look(CHECK, material(*systems(3, 3))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-002")
def test_one_thing_untold_of_is_named_and_blocks_nothing_up_to_the_share() -> None:
    looked = look(CHECK, material(*systems(10, 9)))

    assert [(each.about, each.blocks) for each in looked.deviations] == [(("SYS-09",), False)]
    assert looked.deviations[0].says == (
        "System SYS-09 (System 09) is neither in nor out of scope 2.0: "
        "no clause names it, all of its kind, or what it belongs to."
    )


@pytest.mark.row("R-002")
def test_above_the_share_stage_1_is_blocked() -> None:
    looked = look(CHECK, material(*systems(9, 8)))

    blocking = [each for each in looked.deviations if each.blocks]
    assert [each.about for each in blocking] == [("2.0",)]
    assert blocking[0].says == (
        "Scope 2.0 leaves 1 of 9 things in the inventory undetermined, 11.1 % against 10 % at most."
    )
    assert blocking[0].measured == "11.1 %"
    assert blocking[0].threshold == Threshold("10 %", "default of Assay")
    assert blocking[0].evidence == ("system SYS-08",)


def test_what_is_no_longer_or_not_yet_in_use_is_no_part_of_the_inventory() -> None:
    gone = System(key="SYS-8", name="Old", retired_on=AS_OF)
    coming = System(key="SYS-9", name="New", live_on=date(2026, 2, 1))
    former = Supplier(key="V-1", name="Gone", until_on=date(2025, 1, 1))

    assert said(CHECK, material(*systems(1, 1), gone, coming, former)) == {}


@pytest.mark.row("R-002")
def test_without_an_approved_scope_or_an_inventory_nothing_is_told() -> None:
    assert look(CHECK, material()).why_not_tested == "no version of the scope is approved"
    assert look(CHECK, material(SCOPE)).why_not_tested == (
        "nothing stands in the inventory that a scope could cover"
    )
