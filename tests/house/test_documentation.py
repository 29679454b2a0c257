"""What is written about Assay says what is there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from docs.generator import ROOT, all_pages
from docs.generator.citations import Citation, read_citations
from docs.generator.pages import cli
from docs.generator.specification import read_rows

PAGES = all_pages()
HAND_WRITTEN = sorted(
    path
    for folder in (ROOT, ROOT / "docs", ROOT / "docs" / "adr", ROOT / "changelog.d")
    for path in folder.glob("*.md")
)
RECORDS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))


@pytest.mark.parametrize(("path", "render"), PAGES.items(), ids=[path.stem for path in PAGES])
def test_a_generated_page_says_what_the_source_says(path: Path, render: Callable[[], str]) -> None:
    written = path.read_text(encoding="utf-8") if path.exists() else ""

    if written != render():  # the difference would be pages long
        pytest.fail(
            f"{path.name} is stale; run `make docs` and commit what it writes", pytrace=False
        )


def test_no_page_is_left_that_nothing_writes() -> None:
    assert set((ROOT / "docs" / "reference").glob("*.md")) == {
        path for path in PAGES if path.parent.name == "reference"
    }


def test_the_specification_has_all_its_rows_once() -> None:
    assert [row.id for row in sorted(read_rows(), key=lambda row: row.id)] == [
        f"R-{number:03}" for number in range(1, 310)
    ]


def test_the_specification_has_the_disagreements_and_the_hardest_rows() -> None:
    text = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")

    assert re.findall(r"(?m)^\| (C-\d\d) \|", text) == [f"C-{number:02}" for number in range(1, 28)]
    assert re.findall(r"(?m)^\| (\d+) \| R-", text) + re.findall(
        r"(?m)^\| (\d+) \| Guards", text
    ) == [str(number) for number in [*range(1, 29), 30, 29]]
    assert [f"**Annex {number} " in text for number in range(1, 5)] == [True] * 4


def test_every_cited_row_is_in_the_specification() -> None:
    assert set(read_citations()) - {row.id for row in read_rows()} == set()


def test_citations_are_read_from_functions_classes_parameters_and_modules(tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_all.py").write_text(
        "pytestmark = [pytest.mark.slow, pytest.mark.row('R-001')]\n"
        "@pytest.mark.row('R-002', 'R-003')\n"
        "def test_one_thing(): ...\n"
        "class TestGroup:\n"
        "    @pytest.mark.parametrize('a', [pytest.param(1, marks=pytest.mark.row('R-004'))])\n"
        "    def test_other(self): ...\n",
        encoding="utf-8",
    )

    cited = read_citations(tests)

    assert {row: [one.sentence for one in by] for row, by in cited.items()} == {
        "R-001": ["every test of the file"],
        "R-002": ["one thing"],
        "R-003": ["one thing"],
        "R-004": ["other"],
    }
    assert cited["R-001"][0] == Citation("R-001", "tests/test_all.py", "")


def test_commands_named_in_prose_are_commands_that_there_are() -> None:
    known = set(re.findall(r"(?m)^## assay ([a-z0-9 ]+)$", cli.render_page()))
    groups = {name.partition(" ")[0] for name in known}
    named = {
        words
        for path in HAND_WRITTEN
        for words in re.findall(r"`assay ([a-z0-9]+(?: [a-z]+)?)", path.read_text(encoding="utf-8"))
    }

    assert {
        words for words in named if words not in known and words.partition(" ")[0] not in groups
    } == set()


@pytest.mark.parametrize("path", RECORDS, ids=[path.stem for path in RECORDS])
def test_a_decision_record_is_half_a_page_with_three_headings(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"(?m)^## (.+)$", text) == ["Context", "Decision", "Consequences"]
    assert text.startswith(f"# {int(path.stem[:4])}. ")
    assert len(text.splitlines()) <= 40


def test_every_decision_record_is_listed() -> None:
    listed = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"\((\d{4}-[a-z-]+\.md)\)", listed) == [path.name for path in RECORDS]


@pytest.mark.parametrize(
    "path", HAND_WRITTEN, ids=[path.relative_to(ROOT).as_posix() for path in HAND_WRITTEN]
)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []
