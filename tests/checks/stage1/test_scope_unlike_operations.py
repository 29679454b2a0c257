"""The scope and what other sources say the organisation runs are not the same."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.inventory_kind import InventoryKind
from assay.domain.operation_listing import OperationListing
from assay.domain.service import Service
from assay.domain.site import Site
from tests.lib.scopes import SCOPE, clause
from tests.lib.stage1 import look, material, said

CHECK = "scope-unlike-operations"
LEEDS = Site(key="LEE", name="Leeds works")
YORK = Site(key="YRK", name="York works")
IN = (clause("B-1", "site", "LEE", "in"),)


def listing(key: str, name: str, *, active: bool | None = True) -> OperationListing:
    return OperationListing(
        key=key,
        kind=InventoryKind.SITE,
        name=name,
        source="Payroll",
        listed_on=date(2026, 1, 10),
        active=active,
    )


@pytest.mark.row("R-008")
@pytest.mark.parametrize("name", ["LEE", "Leeds works", "LEEDS WORKS"])
def test_the_same_on_both_sides_conforms(name: str) -> None:
    assert look(CHECK, material(SCOPE, LEEDS, *IN, listing("L-1", name))).verdict is (
        Verdict.CONFORMS
    )


@pytest.mark.row("R-008")
def test_what_only_another_source_has_is_named() -> None:
    at = material(SCOPE, LEEDS, *IN, listing("L-1", "LEE"), listing("L-2", "Hull depot"))

    assert said(CHECK, at) == {
        "L-2": "Site Hull depot is in operation by Payroll of 2026-01-10; scope 2.0 neither takes "
        "it in nor leaves it out."
    }


@pytest.mark.row("R-008")
def test_what_only_the_scope_has_is_named() -> None:
    in_too = clause("B-2", "site", "YRK", "in")

    assert said(CHECK, material(SCOPE, LEEDS, YORK, *IN, in_too, listing("L-1", "LEE"))) == {
        "YRK": "Site YRK (York works) is in scope 2.0; Payroll does not list it as in operation."
    }


def test_what_is_left_out_with_a_reason_may_be_listed() -> None:
    out = clause("B-2", "site", "YRK", "out")

    at = material(SCOPE, LEEDS, YORK, *IN, out, listing("L-1", "LEE"), listing("L-2", "YRK"))

    assert said(CHECK, at) == {}


def test_listed_as_closed_is_not_in_operation() -> None:
    at = material(SCOPE, LEEDS, *IN, listing("L-1", "LEE", active=False))

    assert set(said(CHECK, at)) == {"LEE"}


def test_of_kinds_without_a_source_nothing_is_said() -> None:
    shop = (Service(key="SVC-1", name="Shop"), clause("B-2", "service", "SVC-1", "in"))

    assert said(CHECK, material(SCOPE, LEEDS, *IN, *shop, listing("L-1", "LEE"))) == {}


def test_without_a_source_or_a_scope_nothing_is_told() -> None:
    assert look(CHECK, material(SCOPE, LEEDS, *IN)).why_not_tested == (
        "no other source says what is in operation"
    )
    assert look(CHECK, material(LEEDS, listing("L-1", "LEE"))).verdict is Verdict.NOT_TESTED
