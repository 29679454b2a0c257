"""Something left out of scope is what a service in scope stands on."""

import pytest

from assay.domain.dependency import Dependency, DependencyKind
from assay.domain.deviation import Verdict
from assay.domain.inventory_kind import InventoryKind
from assay.domain.service import Service
from assay.domain.system import System
from tests.lib.scopes import SCOPE, clause
from tests.lib.stage1 import look, material, said

CHECK = "dependency-left-out"
SHOP = Service(key="SVC-1", name="Web shop")
FRONT = System(key="SYS-1", name="Front")
STORE = System(key="SYS-2", name="Order store")
TO_FRONT = Dependency(
    key="D-1",
    from_kind=InventoryKind.SERVICE,
    from_item="SVC-1",
    kind=DependencyKind.RUNS_ON,
    to_kind=InventoryKind.SYSTEM,
    to_item="SYS-1",
)
TO_STORE = Dependency(
    key="D-2", from_kind=InventoryKind.SYSTEM, from_item="SYS-1",
    to_kind=InventoryKind.SYSTEM, to_item="SYS-2",
)  # fmt: skip
CLAUSES = (
    clause("B-1", "service", "SVC-1", "in"),
    clause("B-2", "system", "SYS-1", "in"),
    clause("B-3", "system", "SYS-2", "out"),
)
ALL = (SCOPE, SHOP, FRONT, STORE, TO_FRONT, TO_STORE, *CLAUSES)


@pytest.mark.row("R-005")
def test_what_is_two_steps_away_is_found_with_its_path() -> None:
    looked = look(CHECK, material(*ALL))

    assert [each.about for each in looked.deviations] == [("SYS-2",)]
    assert looked.deviations[0].says == (
        "System SYS-2 (Order store) is out of scope 2.0, and a service in scope stands on it: "
        "service SVC-1 runs on system SYS-1; depends on system SYS-2."
    )
    assert looked.deviations[0].measured == "2 steps"
    assert looked.deviations[0].evidence == ("dependency D-1", "dependency D-2", "boundary B-3")


@pytest.mark.row("R-005")
@pytest.mark.parametrize("edge", [TO_FRONT, TO_STORE])
def test_without_one_of_the_edges_there_is_nothing_to_say(edge: Dependency) -> None:
    assert said(CHECK, material(*(each for each in ALL if each is not edge))) == {}


@pytest.mark.row("R-005")
def test_what_holds_data_of_the_service_is_found() -> None:
    holding = TO_STORE.changed(
        from_item="SYS-2", kind=DependencyKind.HOLDS_DATA_OF,
        to_kind=InventoryKind.SERVICE, to_item="SVC-1",
    )  # fmt: skip

    assert said(CHECK, material(*(holding if each is TO_STORE else each for each in ALL))) == {
        "SYS-2": "System SYS-2 (Order store) is out of scope 2.0, and a service in scope stands on "
        "it: service SVC-1 has data in system SYS-2."
    }


@pytest.mark.row("R-005")
def test_in_scope_it_conforms() -> None:
    inside = clause("B-3", "system", "SYS-2", "in")

    assert look(CHECK, material(*ALL, inside)).verdict is Verdict.CONFORMS


def test_a_service_out_of_scope_may_stand_on_anything() -> None:
    assert look(CHECK, material(*ALL, clause("B-1", "service", "SVC-1", "out"))).verdict is (
        Verdict.NOT_TESTED
    )


def test_a_service_of_which_no_register_tells_what_it_needs_is_unknown() -> None:
    looked = look(CHECK, material(SCOPE, SHOP, *CLAUSES))

    assert looked.why_not_tested == "1 of 1 cannot be told: no register tells what it stands on"


def test_without_an_approved_scope_nothing_is_told() -> None:
    assert look(CHECK, material(*ALL[1:])).verdict is Verdict.NOT_TESTED
