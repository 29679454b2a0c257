"""Recognises in prose the things that an organisation has registered by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.facts.generic_words import GENERIC_WORDS
from assay.checks.facts.names import (
    Mention,
    Name,
    NameFinder,
    name_finder,
    normalised_name,
    registered_names,
)
from assay.domain.asset import Asset
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.domain.supplier import Supplier
from assay.domain.system import System
from tests.lib.stage1 import material

ACME = Name("supplier", "SUP-1", "Acme Ltd.")
HARBOUR = Name("system", "SYS-3", "Harbour")
GATEWAY = Name("system", "SYS-4", "Harbour Gateway")


def named(text: str, *names: Name) -> set[str]:
    return {key for _, key in NameFinder(names).named_in(text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Acme Ltd.", "ACME Limited", id="short and long form"),
        pytest.param("Acme Ltd.", "Acme GmbH", id="forms of two countries"),
        pytest.param("Acme B.V.", "Acme BV", id="initials"),
        pytest.param("Acme S. p. A.", "acme spa", id="spaced initials"),
        pytest.param("Acme GmbH & Co. KG", "Acme", id="a form of several words"),
        pytest.param("Acme Sp. z o.o.", "The Acme Company", id="Polish form, and an article"),
        pytest.param("Müller Oberflächen AG", "MULLER OBERFLACHEN", id="accents"),
        pytest.param("Smith & Sons", "Smith and Sons, Inc.", id="and"),
        pytest.param("Straßen-Bau", "STRASSEN BAU", id="sharp s and a hyphen"),
        pytest.param("\uff21\uff43\uff4d\uff45", "Acme", id="full-width letters"),
        pytest.param("Łódź Tools", "Lodz Tools", id="a letter that is no accent"),
        pytest.param("O\u2019Neil Ltd", "O'Neil", id="apostrophes"),
    ],
)
def test_one_company_has_one_name(one: str, other: str) -> None:
    assert normalised_name(one) == normalised_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Ltd", "Acme Tools Ltd"),
        ("Acme Systems", "Acme System"),
        ("Limited", "Company"),
        ("Acme Deutschland GmbH", "Acme GmbH"),
    ],
)
def test_two_companies_have_two(one: str, other: str) -> None:
    assert normalised_name(one) != normalised_name(other)


def test_a_form_alone_stays_a_name() -> None:
    assert normalised_name("The Limited Company") == "limited"


@pytest.mark.parametrize(
    "text",
    [
        "We buy from Acme.",
        "We buy from ACME Limited, always.",
        "acme\u2019s castings crack",
        "What Acme GmbH sends",
        "(Acme)",
        "SUP-1 is late.",
    ],
)
def test_a_supplier_is_known_under_any_legal_form(text: str) -> None:
    assert named(text, ACME, Name("supplier", "SUP-1", "SUP-1")) == {"SUP-1"}


@pytest.mark.parametrize("text", ["Acmetric sends", "An acme2", "SUP-10 is late", "Harbourside"])
def test_part_of_a_word_names_nothing(text: str) -> None:
    assert named(text, ACME, Name("supplier", "SUP-1", "SUP-1"), HARBOUR) == set()


def test_the_longest_name_counts_and_stands_where_it_is_written() -> None:
    found = NameFinder([HARBOUR, GATEWAY]).find("The Harbour gateways fail; Harbour does not.")

    assert found == (
        Mention(4, 20, "Harbour gateways", (GATEWAY,)),
        Mention(27, 34, "Harbour", (HARBOUR,)),
    )


def test_two_things_of_one_name_are_both_named() -> None:
    twin = Name("service", "SVC-1", "Harbour")

    assert NameFinder([HARBOUR, twin]).find("harbour")[0].names == (twin, HARBOUR)


@pytest.mark.parametrize("name", ["Email", "Data", "Customer data", "E-mail servers", "3", "27001"])
def test_generic_words_and_bare_numbers_name_nothing(name: str) -> None:
    text = f"{name} may be lost, and so may customers' data in emails on 3 servers by 27001."

    assert named(text, Name("asset", "A-1", name)) == set()


@pytest.mark.parametrize("name", ["Hall 3", "A-1", "M365", "Customer data of Harbour"])
def test_a_number_or_a_word_of_its_own_makes_a_name(name: str) -> None:
    assert named(f"Fire in {name}!", Name("asset", "A-1", name)) == {"A-1"}


def test_a_company_named_by_generic_words_is_named_in_full_only() -> None:
    data = Name("supplier", "SUP-2", "Data Ltd")

    assert named("Our data are lost.", data) == set()
    assert named("Data Ltd. loses them.", data) == {"SUP-2"}
    assert named("Data Holdco Ltd", Name("supplier", "SUP-3", "Data Holdco Ltd")) == {"SUP-3"}


def test_words_of_stock_risks_name_nothing() -> None:
    assets = (Asset(key="A-1", name="Ransomware encrypts"), Asset(key="A-2", name="Turbine log"))
    finder = name_finder(material(*assets))

    assert finder.named_in("Ransomware encrypts the turbine logs.") == {("asset", "A-2")}


def test_names_are_those_of_the_registers_and_keys_of_incidents() -> None:
    at = material(
        System(key="SYS-3", name="Harbour"),
        Supplier(key="SUP-1", name="Acme Ltd."),
        Person(key="mira.vos", name="Mira Vos"),
        Risk(key="R-1", title="Loss", incidents=("INC-2025-014",)),
    )

    assert list(registered_names(at.dossier)) == [
        Name("system", "SYS-3", "Harbour"),
        Name("system", "SYS-3", "SYS-3"),
        Name("supplier", "SUP-1", "Acme Ltd."),
        Name("supplier", "SUP-1", "SUP-1"),
        Name("person", "mira.vos", "Mira Vos"),
        Name("person", "mira.vos", "mira.vos"),
        Name("incident", "INC-2025-014", "INC-2025-014"),
    ]
    assert name_finder(at).named_in("After inc-2025-014 Mira VOS told Acme.") == {
        ("incident", "INC-2025-014"),
        ("person", "mira.vos"),
        ("supplier", "SUP-1"),
    }


def test_a_key_that_is_also_the_name_is_one_thing() -> None:
    known = (Name("system", "Jira", "Jira"), Name("system", "Jira", "Jira"))

    assert NameFinder(known).find("JIRA")[0].names == (Name("system", "Jira", "Jira"),)


@given(st.text(), st.lists(st.text(max_size=12), max_size=5))
def test_any_text_can_be_read_and_mentions_stand_where_they_say(
    text: str, names: list[str]
) -> None:
    finder = NameFinder(Name("asset", name, name) for name in names if name)

    for mention in finder.find(text):
        assert text[mention.start : mention.end] == mention.written


@given(st.sampled_from(["Harbour", "Acme Tools", "Hall 3"]), st.text(" .,;:()\n", max_size=3))
def test_a_name_is_found_whatever_stands_around_it(name: str, around: str) -> None:
    text = f"word{around} {name} {around}word"

    assert named(text, Name("asset", "A-1", name)) == {"A-1"}


def test_generic_words_are_in_their_plain_form() -> None:
    assert {word for word in GENERIC_WORDS if word != word.lower()} == set()
    assert {"email", "data", "server", "system", "analysis"} <= GENERIC_WORDS
