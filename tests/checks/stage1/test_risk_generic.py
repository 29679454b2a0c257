"""Most risks read like a template and name nothing that the organisation has."""

from collections.abc import Iterable

import pytest

from assay.domain.asset import Asset
from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.risk import Risk
from assay.domain.supplier import Supplier
from assay.standards.load import load_standard
from tests.lib.risks import an_assessment
from tests.lib.stage1 import look, material, said

CHECK = "risk-generic"
STOCK = load_standard("iso27001-2022").stock_risks
VAULT = Asset(key="AST-7", name="Borgholm archive")


def _copies(count: int, tail: str = "", **fields: object) -> list[Risk]:
    return [
        Risk(key=f"C-{number:02}", title=stock.about, describes=stock.text + tail).changed(**fields)
        for number, stock in enumerate(STOCK[:count])
    ]


def _own(count: int) -> Iterable[Item]:
    titles = (
        "Eels in the cooling intake",
        "Paper jams at the ballot press on Thursdays",
        "Grain dust near the oven on the third floor",
        "The old bridge closes and lorries cannot turn",
    )
    return (Risk(key=f"OWN-{number}", title=titles[number]) for number in range(count))


@pytest.mark.row("R-058")
def test_risks_of_the_organisations_own_are_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-058")
def test_copies_of_stock_texts_speak_with_their_pairs() -> None:
    [deviation] = look(CHECK, material(*_copies(4), VAULT)).deviations

    assert deviation.says == (
        "4 of 4 risks read like stock texts and name nothing that is registered: "
        f"C-00 is 1.00 like '{STOCK[0].text}'; "
        f"C-01 is 1.00 like '{STOCK[1].text}'; "
        f"C-02 is 1.00 like '{STOCK[2].text}'; and 1 more."
    )
    assert deviation.about == ("C-00", "C-01", "C-02", "C-03")
    assert deviation.evidence[3] == f"risk C-03 is 1.00 like '{STOCK[3].text}'"
    assert deviation.measured == "100 %"


@pytest.mark.row("R-058")
@pytest.mark.parametrize(
    ("tail", "fields"),
    [
        pytest.param(" It hits the Borgholm archive.", {}, id="by name"),
        pytest.param(" It hits AST-7.", {}, id="by key"),
        pytest.param("", {"assets": ("AST-7",)}, id="by a link"),
        pytest.param("", {"incidents": ("INC-4",)}, id="by an incident"),
    ],
)
def test_the_same_texts_that_name_a_real_thing_are_silent(
    tail: str, fields: dict[str, object]
) -> None:
    assert said(CHECK, material(*_copies(4, tail, **fields), VAULT)) == {}


@pytest.mark.row("R-058")
@pytest.mark.parametrize(
    ("tail", "fields"),
    [
        pytest.param(" It hits Elsinore.", {}, id="by name"),
        pytest.param("", {"assets": ("AST-99",)}, id="by a link"),
    ],
)
def test_the_same_texts_that_name_a_thing_that_there_is_not_speak(
    tail: str, fields: dict[str, object]
) -> None:
    assert len(said(CHECK, material(*_copies(4, tail, **fields), VAULT))) == 1


def test_an_incident_that_no_record_knows_is_none() -> None:
    copies = _copies(4, incidents=("INC-4",))

    assert len(said(CHECK, material(*copies, records=()))) == 1


@pytest.mark.row("R-058")
def test_half_of_the_risks_are_silent_and_more_speak() -> None:
    half = [*_copies(4), *_own(4)]
    more = [*_copies(4), *_own(3)]

    assert said(CHECK, material(*half)) == {}
    [deviation] = look(CHECK, material(*more)).deviations
    assert deviation.measured == "57 %"
    assert deviation.threshold is not None
    assert deviation.threshold.value == "50 %"


@pytest.mark.row("R-058")
def test_a_stock_text_written_a_little_otherwise_is_still_one_and_a_rewritten_one_is_not() -> None:
    little = Risk(key="R-1", title="malware infects OUR systems, and disrupts operation!")
    rewritten = Risk(key="R-1", title="A virus on the lathes stops turning for a day or longer.")

    assert list(said(CHECK, material(little))) == ["R-1"]
    assert said(CHECK, material(rewritten)) == {}


def test_a_generic_name_names_nothing() -> None:
    data = Asset(key="AST-8", name="Data")
    supplier = Supplier(key="SUP-8", name="Systems Ltd.")

    assert len(said(CHECK, material(*_copies(4), data, supplier))) == 1


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).why_not_tested == "there are no risks on record"
