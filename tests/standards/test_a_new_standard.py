"""Somebody adds a standard, an overlay or a new edition: a folder, and no line of Python."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assay.domain.errors import NotFoundError
from assay.standards.load import load_standard
from assay.standards.row import Basis, Confidence
from assay.standards.standard import Standard
from tests.standards.tiny import change, problems_of_standard, write_standard

EDITION_2031 = """\
title = "House rules 2031"
about = "How a household keeps order, next edition."
edition = "2031"
family = "house"
valid_from = 2031-01-01
confidence = "confirmed"
source = "the new fridge door"
extends = "house-2030"
withdrawn = ["1.2"]
[carried]
confidence = "doubtful"
source = "hearsay on the new edition"
[counts]
clauses = 4
requirements = 3
documents = 1
numbered_documents = 1
inputs = 1
controls = 2
themes = { Kitchen = 1, Hall = 1 }
findings = 1
[every.clause]
confidence = "confirmed"
basis = "standard"
source = "the new fridge door"
[every.move]
confidence = "confirmed"
basis = "standard"
source = "the new fridge door"
"""
CLAUSES_2031 = """\
[[clause]]
number = "1.10"
title = "Pans"
asks = "Pans are done at once."

[[clause]]
number = "1.3"
title = "Plates"
asks = "Plates are done before night."
"""
MOVES_2031 = """\
before,now,move,note
1.2,1.3,split,Plates have a clause of their own.
1.2,1.10,split,Pans have a clause of their own.
"""


def write_edition_2031(parent: Path) -> Path:
    write_standard(parent)
    folder = parent / "house-2031"
    folder.mkdir()
    (folder / "standard.toml").write_text(EDITION_2031, encoding="utf-8")
    (folder / "clauses.toml").write_text(CLAUSES_2031, encoding="utf-8")
    (folder / "mapping.csv").write_text(MOVES_2031, encoding="utf-8")
    return folder


@pytest.mark.row("R-018")
def test_a_folder_is_all_that_a_new_standard_takes(tmp_path: Path) -> None:
    folder = write_standard(tmp_path)

    standard = load_standard(folder)

    assert (standard.name, standard.title, standard.edition) == (
        "house-2030",
        "House rules 2030",
        "2030",
    )
    assert [clause.number for clause in standard.requirements] == ["1.1", "1.2"]
    assert [clause.number for clause in standard.children("1")] == ["1.1", "1.2"]
    assert [control.title for control in standard.themes["Hall"]] == ["Shoe rack"]
    assert standard.part("rota").title == "Rota"
    assert [element.key for element in standard.document("rota").elements] == ["who", "when"]
    assert standard.input("a") == standard.input("broken_plates")
    assert [str(frequency) for frequency in standard.control("A.1.2").frequencies] == [
        "use: per visit"
    ]
    assert standard.findings[0].other_grade == "major"


def test_a_row_takes_what_it_does_not_say_from_its_table_and_its_standard(tmp_path: Path) -> None:
    said = 'number = 1\nvalid_from = 2030-06-01\nbasis = "source"'
    folder = write_standard(tmp_path, **change("documents.toml", "number = 1", said))

    document = load_standard(folder).document("rota")

    assert (document.edition, document.valid_from, document.valid_to) == (
        "2030",
        date(2030, 6, 1),
        None,
    )
    assert (document.basis, document.confidence, document.source) == (
        Basis.SOURCE,
        Confidence.UNCONFIRMED,
        "grandmother",
    )
    assert document.weighed(document.parts[0]) == (
        Basis.SOURCE,
        Confidence.UNCONFIRMED,
        "grandmother",
    )


def test_a_read_me_and_hidden_files_are_no_part_of_a_standard(tmp_path: Path) -> None:
    folder = write_standard(tmp_path)
    (folder / "README.md").write_text("For people.", encoding="utf-8")
    (folder / ".gitkeep").touch()

    assert load_standard(folder).name == "house-2030"


def test_a_new_edition_is_told_as_its_difference(tmp_path: Path) -> None:
    standard = load_standard(write_edition_2031(tmp_path))

    assert [clause.number for clause in standard.clauses] == ["1", "1.1", "1.3", "1.10"]
    assert standard.clauses_now("1.2") == ("1.3", "1.10")
    assert standard.clauses_now("1.1 a") == ("1.1 a",)


def test_references_follow_the_clauses_that_moved(tmp_path: Path) -> None:
    standard = load_standard(write_edition_2031(tmp_path))

    assert standard.document("rota").clauses == ("1.3", "1.10")
    assert standard.input("broken_plates").clause == "1.3"
    assert standard.findings[0].clauses == ("1.1 a",)


def test_what_is_taken_over_is_only_as_sure_as_the_new_edition_says(tmp_path: Path) -> None:
    standard = load_standard(write_edition_2031(tmp_path))

    def weight(of: str) -> tuple[str, str, str]:
        clause = standard.clause(of)
        return clause.edition, clause.confidence, clause.source

    assert weight("1.1") == ("2031", "doubtful", "hearsay on the new edition")
    assert weight("1.3") == ("2031", "confirmed", "the new fridge door")
    assert (standard.findings[0].edition, standard.findings[0].source) == ("2031", "the neighbours")


def test_a_row_with_the_same_id_replaces_the_one_taken_over(tmp_path: Path) -> None:
    folder = write_edition_2031(tmp_path)
    text = EDITION_2031.replace("clauses = 4", "clauses = 4\n")
    (folder / "standard.toml").write_text(text, encoding="utf-8")
    clauses = CLAUSES_2031 + (
        '\n[[clause]]\nnumber = "1.1"\ntitle = "Footwear"\nasks = "No footwear inside."\n'
        '[clause.items]\na = "Slippers are fine."\n'
    )
    (folder / "clauses.toml").write_text(clauses, encoding="utf-8")

    standard = load_standard(folder)

    assert [clause.title for clause in standard.clauses] == ["Order", "Footwear", "Plates", "Pans"]


def test_an_overlay_leaves_what_it_stands_on_as_it_is(tmp_path: Path) -> None:
    text = EDITION_2031.replace(
        '[carried]\nconfidence = "doubtful"\nsource = "hearsay on the new edition"\n', ""
    )
    folder = write_edition_2031(tmp_path)
    (folder / "standard.toml").write_text(text, encoding="utf-8")

    standard = load_standard(folder)

    assert (standard.clause("1.1").edition, standard.clause("1.1").confidence) == (
        "2030",
        "confirmed",
    )


def test_a_standard_of_ones_own_may_extend_one_of_the_product(tmp_path: Path) -> None:
    folder = tmp_path / "our-27001"
    folder.mkdir()
    (folder / "standard.toml").write_text(
        'title = "Ours"\nabout = "One clause more."\nedition = "1"\nfamily = "27001"\n'
        'valid_from = 2030-01-01\nconfidence = "confirmed"\nsource = "us"\n'
        'extends = "iso27001-2022"\n'
        "[counts]\nclauses = 42\nrequirements = 31\ndocuments = 20\nnumbered_documents = 14\n"
        "inputs = 10\ncontrols = 93\n"
        "themes = { Organizational = 37, People = 8, Physical = 14, Technological = 34 }\n"
        "findings = 64\n",
        encoding="utf-8",
    )
    (folder / "clauses.toml").write_text(
        '[[clause]]\nnumber = "10.3"\ntitle = "Ours"\nasks = "One thing more."\n'
        'confidence = "confirmed"\nbasis = "house"\nsource = "us"\n',
        encoding="utf-8",
    )

    standard = load_standard(folder)

    assert standard.clauses[-1].title == "Ours"
    assert len(standard.controls) == 93


def test_a_standard_does_not_extend_itself(tmp_path: Path) -> None:
    extends = 'source = "the fridge door"\nextends = "house-2030"\n[counts]'
    folder = write_standard(
        tmp_path, **change("standard.toml", 'source = "the fridge door"\n[counts]', extends)
    )

    assert problems_of_standard(folder) == [
        (
            "house-2030/standard.toml, line 8: extends 'house-2030'; "
            "expected another standard that is there."
        )
    ]


def test_withdrawing_a_clause_leaves_none_below_it_in_the_air(tmp_path: Path) -> None:
    folder = write_edition_2031(tmp_path)
    text = EDITION_2031.replace('withdrawn = ["1.2"]', 'withdrawn = ["1", "1.2"]')
    (folder / "standard.toml").write_text(text, encoding="utf-8")

    assert problems_of_standard(folder) == [
        (
            "house-2031/clauses.toml, line 2: clause 1.10 under 1, which is not there; "
            "expected a clause 1."
        ),
        (
            "house-2031/clauses.toml, line 7: clause 1.3 under 1, which is not there; "
            "expected a clause 1."
        ),
        (
            "house-2031/standard.toml, line 9: clause 1.1 under 1, which is not there; "
            "expected a clause 1."
        ),
        (
            "house-2031/standard.toml, line 14: 4 clauses declared, 3 listed; "
            "expected as many listed as declared."
        ),
    ]


def test_a_move_from_or_to_nowhere_is_named(tmp_path: Path) -> None:
    folder = write_edition_2031(tmp_path)
    moves = MOVES_2031.replace("1.2,1.3,", "1.9,1.3,").replace("1.2,1.10,", "1.2,1.11,")
    (folder / "mapping.csv").write_text(moves, encoding="utf-8")

    assert problems_of_standard(folder)[-2:] == [
        (
            "house-2031/mapping.csv, line 2, column before: clause 1.9; "
            "expected a clause of House rules 2030."
        ),
        (
            "house-2031/mapping.csv, line 3, column now: clause 1.11; "
            "expected a clause of House rules 2031."
        ),
    ]


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda one: one.clause("7"), "There is no clause of House rules 2030 named 7."),
        (lambda one: one.control("A.9"), "There is no control of House rules 2030 named A.9."),
        (
            lambda one: one.document("map"),
            "There is no required document of House rules 2030 named map.",
        ),
        (
            lambda one: one.part("map"),
            "There is no required document of House rules 2030 named map.",
        ),
        (lambda one: one.input("z"), "There is no review input of House rules 2030 named z."),
    ],
    ids=["clause", "control", "document", "part", "input"],
)
def test_what_is_not_there_is_said_so(
    tmp_path: Path, ask: Callable[[Standard], object], says: str
) -> None:
    standard = load_standard(write_standard(tmp_path))

    with pytest.raises(NotFoundError) as missing:
        ask(standard)

    assert str(missing.value) == says


def test_a_standard_nobody_has_is_said_so_with_those_that_there_are() -> None:
    with pytest.raises(NotFoundError) as missing:
        load_standard("iso9001-2000")

    assert str(missing.value) == (
        "There is no standard named iso9001-2000; "
        "there are as9100d, iso27001-2022, iso9001-2015, iso9001-2026."
    )


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as missing:
        load_standard(tmp_path / "nowhere")

    assert str(missing.value) == "There is no folder nowhere with a standard in it."
