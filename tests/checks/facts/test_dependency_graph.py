"""What stands on what: everything a thing needs, and the path that proves it."""

from assay.checks.facts.dependency_graph import DependencyGraph, render_path
from assay.domain.asset import Asset
from assay.domain.dependency import Dependency, DependencyKind
from assay.domain.interface import Interface
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.system import System
from tests.lib.stage1 import material

SERVICE = (InventoryKind.SERVICE, "S-1")


def needs(
    from_item: str, to_item: str, kind: DependencyKind = DependencyKind.RUNS_ON
) -> Dependency:
    kinds = {"S": InventoryKind.SERVICE, "A": InventoryKind.SYSTEM, "D": InventoryKind.ASSET}
    return Dependency.model_validate(
        {
            "from_kind": kinds[from_item[0]],
            "from_item": from_item,
            "kind": kind,
            "to_kind": kinds[to_item[0]],
            "to_item": to_item,
        }
    )


def paths(*items: Item) -> dict[str, str]:
    graph = DependencyGraph.of(material(*items).dossier)
    needed = graph.find_needed([SERVICE])
    return {thing[1]: render_path(needed.path_to(thing)) for thing in needed.reached_by}


def test_a_thing_two_steps_away_is_reached_with_its_path() -> None:
    assert paths(needs("S-1", "A-1"), needs("A-1", "D-1", DependencyKind.FED_BY)) == {
        "A-1": "service S-1 runs on system A-1",
        "D-1": "service S-1 runs on system A-1; fed by asset D-1",
    }


def test_without_one_of_the_edges_nothing_is_reached() -> None:
    assert paths(needs("A-1", "D-1")) == {}


def test_what_holds_data_of_a_thing_is_needed_by_it() -> None:
    assert paths(needs("D-1", "S-1", DependencyKind.HOLDS_DATA_OF)) == {
        "D-1": "service S-1 has data in asset D-1"
    }


def test_the_shortest_path_is_told_and_a_circle_ends() -> None:
    around = (needs("S-1", "A-1"), needs("A-1", "A-2"), needs("A-2", "A-1"), needs("S-1", "A-2"))

    assert paths(*around)["A-2"] == "service S-1 runs on system A-2"


def test_other_registers_tell_dependence_too() -> None:
    items = (
        needs("S-1", "A-1"),
        System(key="A-1", name="Till", supplier="V-1"),
        Interface(key="I-1", from_system="A-2", to_system="A-1"),
        Asset(key="D-1", name="Receipts", held_in=("A-3",)),
        Process(key="P-1", name="Sale", systems=("A-1",), suppliers=("V-2",)),
    )
    graph = DependencyGraph.of(material(*items).dossier)
    starts = [SERVICE, (InventoryKind.ASSET, "D-1"), (InventoryKind.PROCESS, "P-1")]

    needed = graph.find_needed(starts)

    assert {thing[1]: render_path(needed.path_to(thing)) for thing in needed.reached_by} == {
        "A-1": "process P-1 runs on system A-1",
        "A-2": "process P-1 runs on system A-1; fed by system A-2",
        "A-3": "asset D-1 has data in system A-3",
        "V-1": "process P-1 runs on system A-1; supplied by supplier V-1",
        "V-2": "process P-1 supplied by supplier V-2",
    }


def test_what_was_not_reached_has_no_path() -> None:
    graph = DependencyGraph.of(material(needs("S-1", "A-1")).dossier)

    assert graph.find_needed([SERVICE]).path_to((InventoryKind.SYSTEM, "A-9")) == ()
