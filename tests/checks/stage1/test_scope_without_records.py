"""The scope takes in something for which no record of the last months tells of any work."""

from datetime import date

import pytest

from assay.domain.dependency import Dependency
from assay.domain.deviation import Threshold, Verdict
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.service import Service
from assay.domain.site import Site
from assay.domain.system import System
from assay.domain.unit import Unit
from tests.lib.scopes import SCOPE, clause
from tests.lib.stage1 import look, material, said

CHECK = "scope-without-records"
LEEDS = Site(key="LEE", name="Leeds works")
YORK = Site(key="YRK", name="York works")
SITES = (SCOPE, LEEDS, clause("B-1", "site", "*", "in"))


def records(column: str, *carried: str, last_on: date = date(2026, 1, 20)) -> RecordSummary:
    stretch = Stretch(3, date(2024, 1, 1), last_on)
    return RecordSummary(
        "change", "records/c.csv", stretch, {}, {column: dict.fromkeys(carried, stretch)}
    )


@pytest.mark.row("R-006")
@pytest.mark.parametrize("carried", ["LEE", "leeds works"])
def test_a_site_that_records_carry_conforms(carried: str) -> None:
    at = material(*SITES, records=(records("site", carried),))

    assert look(CHECK, at).verdict is Verdict.CONFORMS


@pytest.mark.row("R-006")
def test_a_site_that_none_carries_is_named_with_the_window() -> None:
    looked = look(CHECK, material(*SITES, YORK, records=(records("site", "LEE"),)))

    assert [each.about for each in looked.deviations] == [("YRK",)]
    assert looked.deviations[0].says == (
        "Site YRK (York works) is in scope 2.0, and no record from 2025-07-31 to 2026-01-31 "
        "tells of it."
    )
    assert looked.deviations[0].measured == "0 records"
    assert looked.deviations[0].threshold == Threshold("6 months", "default, source 002")
    assert looked.deviations[0].site == "YRK"


@pytest.mark.row("R-006")
@pytest.mark.parametrize(
    ("last_on", "named"), [(date(2025, 7, 31), set()), (date(2025, 7, 30), {"LEE"})]
)
def test_the_first_day_of_the_window_belongs_to_it(last_on: date, named: set[str]) -> None:
    at = material(*SITES, records=(records("site", "LEE", last_on=last_on),))

    assert set(said(CHECK, at)) == named


def test_records_of_people_tell_of_their_site_and_of_units_up_to_the_top() -> None:
    items = (
        *SITES,
        Unit(key="U-1", name="Works"),
        Unit(key="U-2", name="Night shift", part_of="U-1"),
        Person(key="p.1", name="Ana Ruiz", unit="U-2", site="LEE", email="ana@x.example"),
        clause("B-2", "unit", "*", "in"),
    )

    by_person = look(CHECK, material(*items, records=(records("person", "ana@x.example"),)))
    nobody = look(CHECK, material(*items, records=(records("team", "U-9"),)))

    assert by_person.deviations == ()
    assert [each.about for each in nobody.deviations] == [("U-1",), ("U-2",)]


@pytest.mark.parametrize(("system", "named"), [("SYS-1", set()), ("SYS-2", {"SVC-1"})])
def test_a_service_is_told_of_by_the_systems_it_stands_on(system: str, named: set[str]) -> None:
    items: tuple[Item, ...] = (
        SCOPE,
        Service(key="SVC-1", name="Web shop"),
        System(key="SYS-1", name="Front"),
        System(key="SYS-2", name="Elsewhere"),
        Dependency(
            key="D-1",
            from_kind=InventoryKind.SERVICE,
            from_item="SVC-1",
            to_kind=InventoryKind.SYSTEM,
            to_item="SYS-1",
        ),
        clause("B-1", "service", "*", "in"),
    )

    assert set(said(CHECK, material(*items, records=(records("system", system),)))) == named


def test_what_no_record_could_tell_of_is_unknown() -> None:
    unlinked = (Service(key="SVC-1", name="Web shop"), clause("B-2", "service", "*", "in"))

    at = material(*SITES, *unlinked, records=(records("system", "SYS-1"),))

    assert look(CHECK, at).why_not_tested == (
        "2 of 2 cannot be told: no record carries a site; "
        "no register tells on which systems it runs"
    )


def test_records_that_were_not_counted_are_not_none() -> None:
    assert look(CHECK, material(*SITES)).why_not_tested == (
        "1 of 1 cannot be told: records were not counted"
    )
    assert set(said(CHECK, material(*SITES, records=()))) == {"LEE"}


def test_without_an_approved_scope_nothing_is_told() -> None:
    assert look(CHECK, material(*SITES[1:], records=())).verdict is Verdict.NOT_TESTED
