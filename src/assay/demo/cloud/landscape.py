"""Systems, suppliers, processes, assets and how they hang together."""

from collections.abc import Iterable, Iterator

from assay.demo.cloud.people import RECORDED_FIRST
from assay.demo.cloud.tables import make, read_rows, split
from assay.demo.cloud.world import World
from assay.domain.asset import Asset
from assay.domain.decision import Decision
from assay.domain.dependency import Dependency, DependencyKind
from assay.domain.information_carrier import InformationCarrier
from assay.domain.interface import Interface
from assay.domain.inventory_kind import InventoryKind as Kind
from assay.domain.item import Item
from assay.domain.limitation import Limitation
from assay.domain.process import Process
from assay.domain.process_link import ProcessLink
from assay.domain.service import Service
from assay.domain.system import System

# Which systems each service stands on; the rest of the graph follows from the registers.
_STANDS_ON = {
    "contracts": ("quill-app", "quill-api", "quill-search", "quill-extract", "quill-reports"),
    "sign": ("quill-sign", "quill-mailer"),
    "connect": ("quill-connect", "quill-api", "quill-bridge"),
    "migration": ("quill-app", "quill-store"),
}
_RUNS_ON = {
    "quill-app": ("quill-api", "quill-bridge", "edge-gate", "quill-admin"),
    "quill-api": ("quill-db", "quill-store", "quill-queue", "quill-vault", "edge-gate"),
    "quill-sign": ("quill-db", "quill-store", "quill-vault", "quill-queue"),
    "quill-search": ("quill-store", "quill-queue"),
    "quill-extract": ("quill-store", "quill-queue"),
    "quill-reports": ("quill-db",),
    "quill-mailer": ("quill-queue",),
    "quill-connect": ("quill-api", "quill-vault"),
    "quill-bridge": ("quill-db", "latchkey"),
    "quill-admin": ("quill-api", "latchkey"),
    "quill-db": ("coldvault",),
    "quill-store": ("coldvault",),
    "edge-gate": ("glasswatch", "logbarn"),
    "slipway": ("githarbor", "cratehouse", "quill-staging"),
    "glasswatch": ("callbell",),
}
_OUR_ACCOUNTS = ("nimbra", "coldvault")
_ALSO_SUPPLIED = {"quill-sign": "trustseal", "quill-mailer": "postway", "offica": "glasnet"}


def tell_landscape(world: World) -> None:
    """Record what the company works with, in the first weeks."""
    day = world.clock.day
    for row in read_rows("systems"):
        system = make(System, {**row, "live_on": ""}, world.clock, live_on=day(int(row["live_on"])))
        system = system.changed(site=world.people[system.owner].site)
        world.systems[system.key] = system
        world.say(system, system.owner, day(RECORDED_FIRST + 6))
    _tell_rows(world, Service, "services", RECORDED_FIRST + 7)
    _tell_rows(world, Asset, "assets", RECORDED_FIRST + 8)
    _tell_rows(world, Interface, "interfaces", RECORDED_FIRST + 12)
    _tell_rows(world, InformationCarrier, "carriers", RECORDED_FIRST + 13)
    _tell_rows(world, Limitation, "limitations", -300)
    for process in _processes(world):
        world.say(process, process.owner, day(RECORDED_FIRST + 9))
    for row in read_rows("links"):
        link = make(ProcessLink, row, world.clock)
        world.say(link, "ilse.brandsma", day(RECORDED_FIRST + 10))
    for dependency in sorted(set(_dependencies(world)), key=lambda each: each.key):
        world.say(dependency, "rui.sequeira", day(RECORDED_FIRST + 11))
    for row in read_rows("decisions"):
        decision = make(Decision, row, world.clock)
        world.say(decision, decision.decided_by, decision.decided_on or world.as_of)


def _tell_rows(world: World, kind: type[Item], table: str, offset: int) -> None:
    for row in read_rows(table):
        owner = row.get("owner") or "ilse.brandsma"
        world.say(make(kind, row, world.clock), owner, world.clock.day(offset))


def _processes(world: World) -> Iterator[Process]:
    links = read_rows("links")
    kpis = read_rows("kpis")
    for row in read_rows("processes"):
        yield make(
            Process,
            row,
            world.clock,
            inputs=tuple(link["what"] for link in links if link["to_process"] == row["key"]),
            outputs=tuple(link["what"] for link in links if link["from_process"] == row["key"]),
            kpis=tuple(kpi["key"] for kpi in kpis if kpi["process"] == row["key"]),
        )


def _dependencies(world: World) -> Iterator[Dependency]:
    for service, systems in _STANDS_ON.items():
        yield from _edges(Kind.SERVICE, service, DependencyKind.RUNS_ON, Kind.SYSTEM, systems)
    for system, others in _RUNS_ON.items():
        yield from _edges(Kind.SYSTEM, system, DependencyKind.DEPENDS_ON, Kind.SYSTEM, others)
    for system, supplier in _supplied(world):
        supplied = DependencyKind.SUPPLIED_BY
        yield from _edges(Kind.SYSTEM, system, supplied, Kind.SUPPLIER, (supplier,))
    for row in read_rows("systems"):
        if row["hosting_account"].startswith(_OUR_ACCOUNTS):
            accounts = (row["hosting_account"],)
            runs_on = DependencyKind.RUNS_ON
            yield from _edges(Kind.SYSTEM, row["key"], runs_on, Kind.HOSTING_ACCOUNT, accounts)
    for row in read_rows("assets"):
        for system in split(row["held_in"]):
            holds = DependencyKind.HOLDS_DATA_OF
            yield from _edges(Kind.SYSTEM, system, holds, Kind.ASSET, (row["key"],))


def _supplied(world: World) -> Iterator[tuple[str, str]]:
    yield from _ALSO_SUPPLIED.items()
    for system in world.systems.values():
        if system.supplier:
            yield system.key, system.supplier


def _edges(
    from_kind: Kind, from_item: str, kind: DependencyKind, to_kind: Kind, to_items: Iterable[str]
) -> Iterator[Dependency]:
    for to_item in to_items:
        yield Dependency.model_validate(
            {
                "from_kind": from_kind,
                "from_item": from_item,
                "kind": kind,
                "to_kind": to_kind,
                "to_item": to_item,
            }
        )
