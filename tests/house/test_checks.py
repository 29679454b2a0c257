"""Rules that every check keeps, whoever wrote it."""

import re
import sys

import pytest

from assay.checks.registry import AnyCheck, every_check
from assay.standards.load import load_standard, standard_names
from tests.lib.source import ROOT

CHECKS = every_check()
HEADINGS = {
    1: ["Looks at", "Why it matters", "Does not look at", "Put right"],
    2: ["Population", "Deviation", "Why it matters", "Does not look at", "Put right"],
}
LONGEST = 120

each_check = pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)


def source_of(check: AnyCheck) -> str:
    path = sys.modules[check.module].__file__
    assert path is not None
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - a path that Python gave
        return file.read()


@each_check
def test_its_page_has_the_headings_of_its_stage(check: AnyCheck) -> None:
    assert re.findall(r"(?m)^([A-Z][a-z ]+)$", check.page) == HEADINGS[check.stage]


@each_check
def test_it_has_a_test_module_of_its_name(check: AnyCheck) -> None:
    tests = ROOT / "tests" / "checks" / f"stage{check.stage}"

    assert (tests / f"test_{check.name.replace('-', '_')}.py").exists()


@each_check
def test_it_is_short_with_its_page(check: AnyCheck) -> None:
    assert source_of(check).count("\n") <= LONGEST


@each_check
def test_it_says_what_is_wrong_in_few_words(check: AnyCheck) -> None:
    words = check.name.split("-")

    assert len(words) <= 5
    assert words[0] not in {"check", "no", "must", "ensure", "verify"}


@each_check
def test_it_names_no_standard(check: AnyCheck) -> None:
    named = re.findall(r"\b(?:iso[/ ]?)?(?:iec ?)?(?:27001|9001|9100)\b", source_of(check).lower())

    assert named == []


def test_standards_ask_for_checks_that_there_are() -> None:
    asked = {
        (name, wanted.check) for name in standard_names() for wanted in load_standard(name).checks
    }

    assert {(name, check) for name, check in asked if check not in CHECKS} == set()


def test_every_check_is_asked_for_by_some_standard() -> None:
    asked = {wanted.check for name in standard_names() for wanted in load_standard(name).checks}

    assert set(CHECKS) - asked == set()
