"""Nobody can show where a document says something that it has to say."""

from datetime import date

import pytest

from assay.domain.content_anchor import ContentAnchor
from assay.domain.deviation import Verdict
from assay.domain.file import File
from assay.domain.item import Item
from assay.standards.load import load_standard
from assay.standards.required_document import Explicitness
from tests.lib.documents import POLICY, text
from tests.lib.reviews import but, without
from tests.lib.stage1 import look, material, said

CHECK = "content-unanchored"
FILE = File(key="documents/POL-01.md", sha256="a" * 64, size=9)
METHOD = POLICY.changed(satisfies=("risk_methodology",), file=FILE.key)
PART = load_standard("iso27001-2022").part("risk_methodology")
ELEMENTS = [each.key for each in PART.elements if each.explicitness is not Explicitness.PRACTICE]
TEXT = "Risks scored six or less are accepted. " * 3


def anchored() -> list[Item]:
    return [
        METHOD,
        FILE,
        *(
            ContentAnchor(
                key=element,
                document="POL-01",
                requirement="risk_methodology",
                element=element,
                section="4.2",
                quote="Risks scored six or less are accepted.",
                anchored_by="bo",
                confirmed_by="mira",
                confirmed_on=date(2025, 9, 1),
            )
            for element in ELEMENTS
        ),
    ]


@pytest.mark.row("R-021")
def test_every_element_pointed_at_and_confirmed_is_silent() -> None:
    looked = look(CHECK, material(*anchored(), texts={FILE.key: text(TEXT)}))

    assert (looked.verdict, len(looked.population)) == (Verdict.CONFORMS, len(ELEMENTS))


@pytest.mark.row("R-021")
def test_an_element_that_nobody_points_at_is_named() -> None:
    assert said(CHECK, material(*without(anchored(), "analysis"))) == {
        "POL-01, analysis": "POL-01, as Risk assessment process, has for analysis "
        "no place that anybody points at."
    }


@pytest.mark.row("R-021")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"confirmed_by": ""}, "an anchor that nobody confirmed"),
        ({"confirmed_by": "bo"}, "an anchor that bo set and confirmed alone"),
        ({"section": "", "quote": ""}, "an anchor that names no section and no words"),
    ],
)
def test_an_anchor_needs_a_place_and_a_second_person(change: dict[str, object], says: str) -> None:
    assert said(CHECK, material(*but(anchored(), "analysis", **change))) == {
        "POL-01, analysis": f"POL-01, as Risk assessment process, has for analysis {says}."
    }


@pytest.mark.row("R-021")
def test_words_that_do_not_stand_in_the_text_are_caught() -> None:
    invented = but(anchored(), "analysis", quote="Nobody ever wrote this.")

    assert said(CHECK, material(*invented, texts={FILE.key: text(TEXT)})) == {
        "POL-01, analysis": "POL-01, as Risk assessment process, has for analysis "
        "an anchor whose words do not stand in documents/POL-01.md."
    }


def test_without_documents_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
