"""Rules that every row of every standard keeps, whoever wrote it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import assay.standards
from assay.standards.load import load_sources, load_standard, standard_names
from assay.standards.row import Row
from assay.standards.tables import TABLES
from assay.standards.typical_finding import UsualGrade

FOLDER = Path(assay.standards.__file__).parent
DATA = sorted(path for path in FOLDER.rglob("*") if path.suffix in {".toml", ".csv"})


def rows(standard: str) -> Iterator[Row]:
    loaded = load_standard(standard)
    for table in TABLES:
        yield from getattr(loaded, table.field)


@pytest.mark.parametrize("name", standard_names())
def test_every_row_says_its_edition_and_what_it_rests_on(name: str) -> None:
    silent = [
        row
        for row in rows(name)
        if not (row.edition and row.confidence and row.basis and row.source)
    ]

    assert silent == []


def test_the_standards_are_those_named() -> None:
    assert standard_names() == ("as9100d", "iso27001-2022", "iso9001-2015", "iso9001-2026")


def test_there_are_105_typical_findings_each_once() -> None:
    ids = {finding.key for name in standard_names() for finding in load_standard(name).findings}

    assert ids == {
        *(f"I-1{number:02}" for number in range(1, 28)),
        *(f"I-2{number:02}" for number in range(1, 38)),
        *(f"Q-1{number:02}" for number in range(1, 11)),
        *(f"Q-2{number:02}" for number in range(1, 25)),
        *(f"A-2{number:02}" for number in range(1, 8)),
    }
    assert len(ids) == 105


def test_a_finding_of_two_standards_says_the_same_in_both() -> None:
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in standard_names():
        for one in load_standard(name).findings:
            said[one.key].add((one.finding, one.trigger, one.grade, one.other_grade_when))

    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("name", standard_names())
def test_a_finding_rests_on_a_clause_a_control_or_a_rule_from_elsewhere(name: str) -> None:
    loose = [
        one.key
        for one in load_standard(name).findings
        if not (one.clauses or one.controls or one.elsewhere)
    ]

    assert loose == []


@pytest.mark.parametrize("name", standard_names())
def test_another_grade_says_when_it_holds(name: str) -> None:
    unsaid = [
        one.key
        for one in load_standard(name).findings
        if bool(one.other_grade) != bool(one.other_grade_when) or one.grade == one.other_grade
    ]

    assert unsaid == []


def test_grades_that_are_none_propose_none() -> None:
    grades = {one.key: one.grade.grade for one in load_standard("iso27001-2022").findings}

    assert (grades["I-101"], grades["I-126"]) == ("major", "concern")
    assert (grades["I-125"], grades["I-231"], grades["I-237"]) == (None, None, None)
    assert [UsualGrade(one) for one in ("stop", "predicted", "signal")] == [
        finding.grade
        for key in ("I-125", "I-231", "I-237")
        for finding in load_standard("iso27001-2022").findings
        if finding.key == key
    ]


@pytest.mark.parametrize("path", DATA, ids=[f"{path.parent.name}/{path.name}" for path in DATA])
def test_no_sentence_sounds_like_a_standard(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"(?i)\bshall\b|\bthe organi[sz]ation (?:shall|should|must)\b", text) == []


@pytest.mark.parametrize("path", DATA, ids=[f"{path.parent.name}/{path.name}" for path in DATA])
def test_a_file_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")

    assert "\r" not in text
    assert "\t" not in text
    assert text.endswith("\n")
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_every_source_text_that_a_row_names_is_explained() -> None:
    named = {
        found
        for path in DATA
        for found in re.findall(r"\bsource \d{3}\b", path.read_text(encoding="utf-8"))
    }

    assert named == {one.key for one in load_sources()}
