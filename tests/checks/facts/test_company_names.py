"""Which names in the books are suppliers of the register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.facts.company_names import compare_names
from assay.domain.supplier import Supplier
from assay.domain.supplier_listing import ListingSource, SupplierListing


def paid(name: str) -> SupplierListing:
    source = ListingSource.ACCOUNTS_PAYABLE
    return SupplierListing(key=f"{source} / {name}", name=name, source=source)


def known(*names: str) -> list[Supplier]:
    return [Supplier(key=f"S-{number}", name=name) for number, name in enumerate(names, 1)]


@pytest.mark.row("R-095")
@pytest.mark.parametrize(
    ("listed", "registered"),
    [
        ("Acme Ltd.", "ACME Limited"),
        ("MÉTAUX ADOUR", "Metaux Adour"),
        ("LATCHKEY, INC", "Latchkey Inc."),
        ("Moravia Titan s.r.o.", "Moravia Titan"),
        ("Cais Norte Imobiliária, Lda.", "CAIS NORTE IMOBILIARIA LDA"),
        ("Smith & Sons", "Smith and Sons"),
    ],
)
def test_legal_form_case_accents_and_punctuation_do_not_count(listed: str, registered: str) -> None:
    lists = compare_names([paid(listed)], known(registered))

    assert (lists.only_listed, lists.only_registered, lists.to_confirm) == ((), (), ())


@pytest.mark.row("R-095")
def test_each_company_is_in_one_of_three_lists() -> None:
    lists = compare_names(
        [paid("Acme Ltd."), paid("Formulario Uno S.L."), paid("Slipway")],
        known("ACME Limited", "Slipway Labs B.V.", "De Gele Lepel"),
    )

    assert [each.name for each in lists.only_listed] == ["Formulario Uno S.L."]
    assert [each.name for each in lists.only_registered] == ["De Gele Lepel"]
    assert [(one.name, [each.name for each in found]) for one, found in lists.to_confirm] == [
        ("Slipway", ["Slipway Labs B.V."])
    ]


@pytest.mark.row("R-095")
@pytest.mark.parametrize(
    ("listed", "registered", "near"),
    [
        ("Coldvalt", "Coldvault", True),
        ("Service", "Cadence Service", False),
        ("Nimbra", "Nordhavn", False),
    ],
)
def test_a_slip_of_the_pen_is_near_and_a_word_of_everybody_is_not(
    listed: str,
    registered: str,
    near: bool,  # noqa: FBT001 - one of two cases
) -> None:
    lists = compare_names([paid(listed)], known(registered))

    assert (len(lists.to_confirm), len(lists.only_listed)) == ((1, 0) if near else (0, 1))


@given(st.lists(st.sampled_from(["Acme", "Nimbra", "Postway", "Keyhole"]), max_size=4, unique=True))
@pytest.mark.row("R-095")
def test_whoever_is_listed_under_the_name_of_the_register_is_in_no_list(names: list[str]) -> None:
    lists = compare_names([paid(f"{name.upper()} GmbH") for name in names], known(*names))

    assert (lists.only_listed, lists.only_registered, lists.to_confirm) == ((), (), ())
