"""Of something in scope it is not said what is protected, why, or by whom."""

import pytest

from assay.domain.asset import Asset
from assay.domain.deviation import Verdict
from assay.domain.service import Service
from assay.domain.site import Site
from tests.lib.scopes import SCOPE, clause
from tests.lib.stage1 import look, material, said

CHECK = "scope-without-why"
SHOP = Service(key="SVC-1", name="Web shop")
ORDERS = Asset(key="AST-1", name="Orders")
FULL = {"protects": "Orders of customers", "why": "A lost order is a lost customer", "owner": "ana"}
FOR_SHOP = clause("B-1", "service", "SVC-1", "in", **FULL)
FOR_ORDERS = clause("B-2", "asset", "AST-1", "in", protects="Prices", why="Rivals", owner="bo")


@pytest.mark.row("R-007")
def test_reasons_of_their_own_conform() -> None:
    at = material(SCOPE, SHOP, ORDERS, FOR_SHOP, FOR_ORDERS)

    assert look(CHECK, at).verdict is Verdict.CONFORMS


@pytest.mark.row("R-007")
@pytest.mark.parametrize(
    ("field", "words"),
    [("protects", "what is protected"), ("why", "why"), ("owner", "who answers for it")],
)
def test_what_is_not_said_is_named(field: str, words: str) -> None:
    silent = FOR_SHOP.changed(**{field: ""})

    assert said(CHECK, material(SCOPE, SHOP, ORDERS, silent, FOR_ORDERS)) == {
        "B-1": f"Scope 2.0 takes in service SVC-1 and does not say {words}."
    }


def test_a_clause_on_all_of_a_kind_has_to_say_it_too() -> None:
    at = material(SCOPE, ORDERS, clause("B-2", "asset", "*", "in", owner="ana"))

    assert said(CHECK, at) == {
        "B-2": "Scope 2.0 takes in every asset and does not say what is protected, why."
    }


@pytest.mark.row("R-007")
def test_one_text_for_all_is_none_for_any() -> None:
    same = clause("B-2", "asset", "AST-1", "in", **{**FULL, "why": "Other reasons entirely"})

    looked = look(CHECK, material(SCOPE, SHOP, ORDERS, FOR_SHOP, same))

    assert [(each.about, each.reason) for each in looked.deviations] == [
        (("2.0",), "same-protects")
    ]
    assert looked.deviations[0].says == (
        "Scope 2.0 says of all 2 services and information sets what is protected in the same "
        'words: "Orders of customers"'
    )


@pytest.mark.row("R-007")
def test_what_is_in_only_through_its_site_has_no_reason() -> None:
    shop = SHOP.changed(sites=("LEE",))

    at = material(SCOPE, shop, Site(key="LEE", name="Leeds"), clause("B-1", "site", "LEE", "in"))

    assert said(CHECK, at) == {
        "SVC-1": "Service SVC-1 (Web shop) is in scope 2.0 only through what it belongs to, and no "
        "clause says what is protected, why, who answers for it."
    }


def test_what_is_out_needs_no_such_words() -> None:
    at = material(SCOPE, SHOP, clause("B-1", "service", "SVC-1", "out"))

    assert look(CHECK, at).why_not_tested == "the scope takes in no service and no information"


def test_without_an_approved_scope_nothing_is_told() -> None:
    assert look(CHECK, material(SHOP, FOR_SHOP)).verdict is Verdict.NOT_TESTED
