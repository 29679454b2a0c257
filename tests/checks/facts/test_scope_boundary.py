"""Says of anything in the inventory whether the scope takes it in, and which clauses decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.facts.scope_boundary import Placed, ScopeBoundary, Standing
from assay.domain.asset import Asset
from assay.domain.boundary import Boundary, Stance
from assay.domain.interface import Interface
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.scope import Scope
from assay.domain.service import Service
from assay.domain.site import Site
from assay.domain.supplier import Supplier
from assay.domain.system import System
from assay.domain.unit import Unit
from tests.lib.stage1 import material

SCOPE = Scope(key="2.0", version="2.0")
ERP = System(key="SYS-1", name="Ledgerline", unit="U-IT", hosting_account="acct 1", site="LEE")
PLANT = Site(key="LEE", name="Leeds works")


def clause(key: str, kind: str, item: str, stance: str, scope: str = "2.0") -> Boundary:
    return Boundary(
        key=key, scope=scope, kind=InventoryKind(kind), item=item, stance=Stance(stance)
    )


def placed(item: Item, *others: Item) -> Placed:
    return ScopeBoundary.of(material(SCOPE, item, *others).dossier, SCOPE).in_scope(item)


@pytest.mark.row("R-001")
def test_what_no_clause_speaks_of_is_undetermined() -> None:
    assert placed(ERP) == Placed(Standing.UNDETERMINED, (), "no clause speaks of it")


@pytest.mark.row("R-001")
@pytest.mark.parametrize("named_as", ["SYS-1", "Ledgerline", "LEDGERLINE "])
@pytest.mark.parametrize("stance", ["in", "out"])
def test_a_clause_that_names_the_thing_decides(named_as: str, stance: str) -> None:
    assert placed(ERP, clause("B-1", "system", named_as, stance)) == Placed(
        Standing(stance), ("B-1",), "named itself"
    )


@pytest.mark.row("R-001")
def test_an_explicit_clause_beats_one_on_all_of_the_kind() -> None:
    clauses = (clause("B-1", "system", "*", "in"), clause("B-2", "system", "SYS-1", "out"))

    assert placed(ERP, *clauses) == Placed(Standing.OUT, ("B-2",), "named itself")


def test_a_clause_on_all_of_a_kind_beats_what_the_thing_belongs_to() -> None:
    clauses = (clause("B-1", "system", "*", "in"), clause("B-2", "unit", "U-IT", "out"))

    assert placed(ERP, *clauses) == Placed(Standing.IN, ("B-1",), "all of kind system")


@pytest.mark.row("R-001", "R-002")
@pytest.mark.parametrize("named_as", ["SYS-1", "*"])
def test_two_clauses_of_one_step_that_clash_are_both_named(named_as: str) -> None:
    clauses = (clause("B-1", "system", named_as, "in"), clause("B-2", "system", named_as, "out"))

    assert placed(ERP, *clauses).standing is Standing.CONTRADICTORY
    assert placed(ERP, *clauses).clauses == ("B-1", "B-2")


def test_clauses_of_another_version_say_nothing() -> None:
    assert placed(ERP, clause("B-1", "system", "SYS-1", "in", "1.0")).standing is (
        Standing.UNDETERMINED
    )


@pytest.mark.parametrize(
    ("kind", "item", "through"),
    [
        ("unit", "U-IT", "through unit U-IT"),
        ("hosting account", "ACCT  1", "through hosting account acct 1"),
        ("site", "LEE", "through site LEE"),
    ],
)
def test_a_system_stands_where_its_unit_account_and_site_stand(
    kind: str, item: str, through: str
) -> None:
    others = (PLANT, Unit(key="U-IT", name="Systems"), clause("B-1", kind, item, "in"))

    assert placed(ERP, *others) == Placed(Standing.IN, ("B-1",), through)


@pytest.mark.row("R-002")
def test_a_system_whose_unit_and_account_disagree_is_contradictory() -> None:
    clauses = (
        clause("B-1", "unit", "U-IT", "in"),
        clause("B-2", "hosting account", "acct 1", "out"),
    )

    assert placed(ERP, Unit(key="U-IT", name="Systems"), *clauses) == Placed(
        Standing.CONTRADICTORY,
        ("B-1", "B-2"),
        "through unit U-IT, through hosting account acct 1",
    )


def test_a_unit_stands_where_the_nearest_named_unit_above_it_stands() -> None:
    team = Unit(key="U-3", name="Night shift", part_of="U-2", sites=("LEE",))
    above = (Unit(key="U-2", name="Works", part_of="U-1"), Unit(key="U-1", name="All"))
    clauses = (clause("B-1", "unit", "U-1", "out"), clause("B-2", "site", "LEE", "in"))

    assert placed(team, *above, PLANT, *clauses) == Placed(
        Standing.OUT, ("B-1",), "through unit U-1"
    )


@pytest.mark.parametrize("first", ["U-1", "U-2"])
def test_units_that_stand_above_each_other_end_where_they_began(first: str) -> None:
    units = (
        Unit(key="U-1", name="One", part_of="U-2"),
        Unit(key="U-2", name="Two", part_of="U-1", sites=("LEE",)),
    )
    at = material(SCOPE, PLANT, *units, clause("B-1", "site", "LEE", "in"))
    boundary = ScopeBoundary.of(at.dossier, SCOPE)
    order = sorted(units, key=lambda unit: unit.key != first)

    assert [boundary.in_scope(unit).standing for unit in order] == [Standing.IN, Standing.IN]


@pytest.mark.parametrize(
    "item",
    [
        Process(key="P-1", name="Milling", sites=("LEE", "YRK")),
        Process(key="P-1", name="Milling", units=("U-IT",), sites=("YRK",)),
        Service(key="S-1", name="Brackets", sites=("YRK", "LEE")),
        Asset(key="A-1", name="Drawings", held_in=("SYS-2", "SYS-1")),
        Interface(key="I-1", from_system="SYS-2", to_system="SYS-1"),
        Supplier(key="V-1", name="Hostmark"),
    ],
    ids=lambda item: item.key,
)
def test_what_is_spread_over_places_is_in_as_soon_as_one_of_them_is(item: Item) -> None:
    others = (
        PLANT,
        Site(key="YRK", name="York"),
        Unit(key="U-IT", name="Systems", sites=("LEE",)),
        ERP,
        System(key="SYS-2", name="Pulse", site="YRK", supplier="V-1"),
        System(key="SYS-3", name="Beat", site="LEE", supplier="V-1"),
        clause("B-1", "site", "LEE", "in"),
        clause("B-2", "site", "YRK", "out"),
    )

    found = placed(item, *others)

    assert (found.standing, found.clauses) == (Standing.IN, ("B-1",))


def test_what_is_partly_out_and_partly_untold_is_undetermined() -> None:
    process = Process(key="P-1", name="Milling", sites=("LEE", "YRK"))
    sites = (PLANT, Site(key="YRK", name="York"))

    assert placed(process, *sites, clause("B-1", "site", "LEE", "out")).standing is (
        Standing.UNDETERMINED
    )


def test_a_supplier_may_say_of_itself_where_it_stands() -> None:
    supplier = Supplier(key="V-1", name="Hostmark", in_scope=False)

    assert placed(supplier) == Placed(Standing.OUT, (), "its own row says so")


@given(
    st.permutations([clause(f"B-{n}", "system", "SYS-1", s) for n, s in enumerate(["in", "out"])])
)
def test_the_order_of_clauses_never_changes_a_standing(clauses: list[Boundary]) -> None:
    assert placed(ERP, *clauses).standing is Standing.CONTRADICTORY
