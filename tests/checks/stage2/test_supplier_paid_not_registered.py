"""Somebody is paid or signed in to who stands in no supplier register."""

from datetime import date
from decimal import Decimal

import pytest

from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.supplier import Supplier
from assay.domain.supplier_listing import ListingSource, SupplierListing
from tests.lib.stage2 import look, operation, said, untold

CHECK = "supplier-paid-not-registered"
ACME = Supplier(key="acme", name="ACME Limited")
BOOKS = ListingSource.ACCOUNTS_PAYABLE


def paid(name: str, source: ListingSource = BOOKS, amount: str | None = None) -> SupplierListing:
    return SupplierListing(
        key=f"{source} / {name}",
        name=name,
        source=source,
        amount=None if amount is None else Decimal(amount),
        first_on=date(2025, 3, 1),
        last_on=date(2025, 12, 30),
    )


@pytest.mark.row("R-095")
def test_the_same_company_in_another_form_is_silent() -> None:
    assert look(CHECK, operation(ACME, paid("Acme Ltd."))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-095")
def test_a_company_that_is_only_in_the_books_is_named_with_its_lines() -> None:
    at = operation(
        ACME,
        paid("Acme Ltd."),
        paid("Formulario Uno S.L.", amount="4380"),
        paid("FORMULARIO UNO", ListingSource.SIGN_ON),
    )

    assert said(CHECK, at) == {
        "Formulario Uno S.L.": (
            "Formulario Uno S.L. stands in the list of accounts payable (4380), single sign-on, "
            "last on 2025-12-30, and in no line of the register of 1 suppliers."
        )
    }
    (deviation,) = look(CHECK, at).deviations
    assert (deviation.reason, deviation.measured) == ("only in the books", "2 of 3")


@pytest.mark.row("R-095")
def test_a_supplier_that_nobody_pays_is_a_signal() -> None:
    (deviation,) = look(
        CHECK, operation(ACME, Supplier(key="old", name="Old Mill"), paid("Acme Ltd."))
    ).deviations

    assert deviation.signal
    assert (deviation.about, deviation.reason) == (("old",), "only in the register")
    assert deviation.says == "No list of payments or sign-ins names Old Mill (old)."


@pytest.mark.row("R-095")
@pytest.mark.parametrize("changed", [{"until_on": date(2025, 2, 28)}, {"in_scope": False}])
def test_a_supplier_that_ended_before_or_is_out_of_scope_is_not_missed(
    changed: dict[str, object],
) -> None:
    old = Supplier(key="old", name="Old Mill").changed(**changed)

    assert said(CHECK, operation(ACME, old, paid("Acme Ltd."))) == {}


def test_sign_ins_alone_do_not_tell_who_is_paid() -> None:
    old = Supplier(key="old", name="Old Mill")

    assert said(CHECK, operation(ACME, old, paid("Acme", ListingSource.SIGN_ON))) == {}


@pytest.mark.row("R-095")
def test_a_near_name_is_for_somebody_to_confirm_and_no_pass() -> None:
    at = operation(Supplier(key="slip", name="Slipway Labs B.V."), paid("Slipway"))

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {"Slipway": "to confirm whether it is Slipway Labs B.V. (slip)"}


@pytest.mark.row("R-095")
def test_without_such_a_list_nothing_is_told() -> None:
    assert look(CHECK, operation(ACME)).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, operation(ACME)) == {
        "supplier listings": "no list tells who is paid or signed in to"
    }


def test_every_company_is_unknown_to_an_empty_register() -> None:
    items: list[Item] = [paid("Acme Ltd.")]

    assert list(said(CHECK, operation(*items))) == ["Acme Ltd."]
