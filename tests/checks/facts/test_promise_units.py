"""For whom a promise is kept, as the registers know them."""

from datetime import date

import pytest

from assay.checks.facts.promise_units import promise_units
from assay.claims.members import UntestableError
from assay.claims.small_relations import Unit
from assay.domain.boundary import Boundary, Stance
from assay.domain.inventory_kind import InventoryKind
from assay.domain.person import Person
from assay.domain.scope import Scope, VersionStatus
from assay.domain.site import Site
from assay.domain.supplier import Supplier
from assay.domain.system import Environment, System
from tests.lib.stage1 import material

VAULT = System(
    key="vault",
    name="Vault",
    site="N",
    unit="PLAT",
    environment=Environment.PRODUCTION,
    live_on=date(2020, 1, 1),
    retired_on=date(2026, 1, 1),
)
DESK = System(key="desk", name="Desk", environment=Environment.OFFICE)


def test_systems_come_with_the_days_on_which_they_were_there() -> None:
    assert promise_units(material(VAULT), "system", ()) == (
        Unit("vault", "N", "PLAT", date(2020, 1, 1), date(2026, 1, 1)),
    )


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["environment = production"], {"vault"}),
        (["environment != production"], {"desk"}),
        (["environment = office, production"], {"vault", "desk"}),
        (["environment = office or production"], {"vault", "desk"}),
        (["Environment = Production", "site = N"], {"vault"}),
        (["environment = production", "site = S"], set()),
    ],
)
def test_conditions_are_about_columns_of_the_register(
    conditions: list[str], found: set[str]
) -> None:
    units = promise_units(material(VAULT, DESK), "system", conditions)

    assert units is not None
    assert {each.key for each in units} == found


@pytest.mark.parametrize("condition", ["tier = high", "environment", "environment is given"])
def test_what_no_register_tells_is_refused_by_name(condition: str) -> None:
    with pytest.raises(UntestableError, match=condition):
        promise_units(material(VAULT), "system", [condition])


def test_nothing_is_returned_where_no_register_has_them() -> None:
    assert promise_units(material(VAULT), "source", ()) is None
    assert promise_units(material(), "system", ()) == ()


def test_whoever_is_out_of_scope_by_its_own_row_is_left_out() -> None:
    at = material(
        Person(key="ana", name="Ana", started_on=date(2020, 1, 1)),
        Person(key="bo", name="Bo", in_scope=False),
        Supplier(key="S-1", name="Nimbra", since_on=date(2021, 1, 1)),
        Supplier(key="S-2", name="Other", in_scope=False),
        Site(key="N", name="North", opened_on=date(2019, 1, 1)),
    )

    assert promise_units(at, "person", ()) == (Unit("ana", "", "", date(2020, 1, 1)),)
    assert promise_units(at, "supplier", ()) == (Unit("S-1", "", "", date(2021, 1, 1)),)
    assert promise_units(at, "site", ()) == (Unit("N", "N", "", date(2019, 1, 1)),)


def test_a_system_that_the_scope_leaves_out_is_promised_nothing() -> None:
    scope = Scope(
        key="SC-1",
        version="1.0",
        statement="Everything but the desk.",
        status=VersionStatus.APPROVED,
        approved_on=date(2025, 1, 1),
    )
    out = Boundary(
        key="B-1",
        scope="SC-1",
        kind=InventoryKind.SYSTEM,
        item="desk",
        stance=Stance.OUT,
        reason="Elsewhere",
    )

    units = promise_units(material(VAULT, DESK, scope, out), "system", ())

    assert units is not None
    assert {each.key for each in units} == {"vault"}
