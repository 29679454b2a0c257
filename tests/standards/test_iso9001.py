"""ISO 9001 in both editions, and what aviation adds to it."""

from collections import Counter

import pytest

from assay.standards.clause import ClauseKind
from assay.standards.load import load_standard
from assay.standards.required_document import DocumentKind
from assay.standards.row import Confidence
from assay.standards.trait import TraitKey

OF_2015 = load_standard("iso9001-2015")
OF_2026 = load_standard("iso9001-2026")
AS9100 = load_standard("as9100d")


def numbers(standard: str) -> set[str]:
    return {one.number for one in load_standard(standard).requirements}


def test_both_editions_have_65_requirements() -> None:
    assert (len(OF_2015.requirements), len(OF_2026.requirements)) == (65, 65)


def test_one_clause_came_and_one_went() -> None:
    assert numbers("iso9001-2026") - numbers("iso9001-2015") == {"6.1.3"}
    assert numbers("iso9001-2015") - numbers("iso9001-2026") == {"10.3"}


def test_improvement_changed_places() -> None:
    assert [OF_2015.clause(number).title for number in ("10.1", "10.2", "10.3")] == [
        "General",
        "Nonconformity and corrective action",
        "Continual improvement",
    ]
    assert [OF_2026.clause(number).title for number in ("10.1", "10.2")] == [
        "Continual improvement",
        "Nonconformity and corrective action",
    ]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("10.1", ("10.1", "10.2.1")),
        ("10.3", ("10.1",)),
        ("6.1.2", ("6.1.2", "6.1.3")),
        ("8.5.1", ("8.5.1",)),
        ("8.5.1 f", ("8.5.1 f",)),
    ],
)
def test_clauses_of_2015_are_found_again_in_2026(before: str, now: tuple[str, ...]) -> None:
    assert OF_2026.clauses_now(before) == now


def test_every_requirement_of_2015_is_somewhere_in_2026() -> None:
    now = {number for one in OF_2015.requirements for number in OF_2026.clauses_now(one.number)}

    assert now == numbers("iso9001-2026")


def test_the_review_of_2015_has_twelve_inputs_and_2026_one_more() -> None:
    assert [one.number for one in OF_2015.inputs] == [
        *("a", "b", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "d", "e", "f")
    ]
    assert {one.key for one in OF_2026.inputs} - {one.key for one in OF_2015.inputs} == {
        "changed_needs"
    }


def test_nothing_of_2026_passes_for_surer_than_it_is() -> None:
    assert {one.confidence for one in OF_2026.clauses} == {
        Confidence.PARTLY,
        Confidence.DOUBTFUL,
    }
    assert {one.edition for one in OF_2026.clauses} == {"2026"}


def test_documents_to_keep_current_and_records_to_keep() -> None:
    kinds = Counter(part.kind for one in OF_2015.documents for part in one.parts)

    assert kinds == {
        DocumentKind.DOCUMENT: 8,
        DocumentKind.RECORD: 20,
        DocumentKind.DETERMINATION: 6,
    }
    assert OF_2015.numbered_documents == ()


def test_risks_and_opportunities_of_processes_are_a_matter_of_iso_9001() -> None:
    elements = [one.key for one in OF_2015.document("risks_and_opportunities").elements]

    assert elements == ["risks", "opportunities", "actions", "effectiveness"]
    assert [
        load_standard(name).has(TraitKey.OPPORTUNITIES_PER_PROCESS)
        for name in ("iso9001-2015", "iso9001-2026", "iso27001-2022")
    ] == [True, True, False]


def test_documents_that_are_asked_for_on_occasion_say_when() -> None:
    assert OF_2015.document("traceability").only_when == "traceability is required"
    assert OF_2015.document("design_inputs").only_when == "design and development is done"
    assert OF_2015.document("scope").only_when == ""


def test_culture_and_ethics_are_new_in_2026() -> None:
    assert [one.has(TraitKey.CULTURE_AND_ETHICS) for one in (OF_2015, OF_2026)] == [False, True]
    assert [one.key for one in OF_2026.findings if one not in OF_2015.findings][-1] == "Q-110"


def test_the_edition_of_2015_ends_on_a_date_that_is_doubtful() -> None:
    assert (str(OF_2015.valid_to), OF_2015.valid_to_confidence) == (
        "2029-09-30",
        Confidence.DOUBTFUL,
    )


def test_aviation_adds_to_2015() -> None:
    added = [one.number for one in AS9100.clauses if one.number not in numbers("iso9001-2015")]
    requirements = [
        number for number in added if AS9100.clause(number).kind is ClauseKind.REQUIREMENT
    ]

    assert requirements == [
        *("8.1.1", "8.1.2", "8.1.3", "8.1.4", "8.4.1.1", "8.5.1.1", "8.5.1.2", "8.5.1.3")
    ]
    assert [one.key for one in AS9100.findings if one.key.startswith("A-")] == [
        f"A-20{number}" for number in range(1, 8)
    ]
    assert AS9100.clause("4.1").edition == "2015"
