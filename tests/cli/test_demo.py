"""``assay demo``: an invented organisation, the same bytes for the same words."""

import json
from pathlib import Path

import pytest

from assay.demo.defect import all_defects
from tests.cli.conftest import Assay


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("organisation", ["cloud", "factory"])
def test_the_same_words_write_the_same_bytes(
    assay: Assay, tmp_path: Path, organisation: str
) -> None:
    for name in ("one", "two"):
        ran = assay("demo", tmp_path / name, "--organisation", organisation)
        assert ran.code == 0

    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


@pytest.mark.parametrize("organisation", ["cloud", "factory"])
def test_what_is_written_can_be_read_and_verified(
    assay: Assay, tmp_path: Path, organisation: str
) -> None:
    assay("demo", tmp_path / "it", "--organisation", organisation)

    shown = json.loads(assay("show", tmp_path / "it", "--json").out)

    assert shown["problems"] == []
    assert shown["entries"] == shown["recorded"]
    assert assay("ledger", "verify", tmp_path / "it").code == 0


def test_nothing_is_written_over(assay: Assay, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("dear to me")

    ran = assay("demo", tmp_path, "--organisation", "cloud")

    assert ran.code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_defects_are_listed_with_the_check_that_finds_them(assay: Assay) -> None:
    listed = json.loads(assay("demo", "--list-defects", "--json").out)

    assert [each["name"] for each in listed] == list(all_defects())
    assert all(set(each) == {"name", "organisation", "stage", "check", "plants"} for each in listed)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--organisation", "bank"), "there is no organisation bank; expected cloud or factory."),
        (
            ("--organisation", "cloud", "--defect", "rust"),
            "cloud cannot have the defect rust; expected one of ",
        ),
    ],
)
def test_what_there_is_not_is_refused(
    assay: Assay, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    ran = assay("demo", tmp_path / "it", *words)

    assert ran.code == 5
    assert ran.err.startswith(said)
