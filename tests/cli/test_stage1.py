"""``assay stage1``, ``assay readiness`` and ``assay checks`` as somebody types them."""

import json
from pathlib import Path

import pytest

from assay.checks.registry import every_check
from tests.cli.conftest import Assay


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a folder with one site, one stale document and hardly anything else."""
    folder = tmp_path / "small"
    (folder / "registers").mkdir(parents=True)
    (folder / "assay.toml").write_text(
        'organisation = "small"\n[case.isms]\nname = "Small"\nstandards = ["iso27001-2022"]\n',
        encoding="utf-8",
    )
    (folder / "registers" / "sites.csv").write_text("key,name\nS1,Porto\n", encoding="utf-8")
    (folder / "registers" / "documents.csv").write_text(
        "key,title,status,version,approved_on,site\nPOL-01,Policy,approved,1.0,2023-01-01,S1\n",
        encoding="utf-8",
    )
    return folder


def test_stage1_prints_json_and_ends_with_1_where_something_was_found(
    assay: Assay, small: Path
) -> None:
    ran = assay("stage1", small, "--as-of", "2026-01-31", "--json")

    said = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert (said["organisation"], said["as_of"], said["profile"]) == (
        "small",
        "2026-01-31",
        "isms-typical",
    )
    assert said["outcome"]["value"] == "not ready"
    assert "document-past-review" in {each["check"] for each in said["findings"]}


def test_one_check_at_one_site_says_what_it_saw_there(assay: Assay, small: Path) -> None:
    ran = assay(
        "stage1",
        *(small, "--as-of", "2026-01-31", "--only", "document-past-review", "--site", "S1"),
    )

    assert ran.code == 1
    assert "  document-past-review [7.5.2, 7.5.3]" in ran.out.splitlines()


def test_the_same_folder_gives_the_same_bytes(assay: Assay, small: Path) -> None:
    words = ("stage1", small, "--as-of", "2026-01-31", "--json")

    assert assay(*words).out == assay(*words).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "nothing-wrong"), "there is no check nothing-wrong; expected one of "),
        (("--only", "opportunity-missing"), "opportunity-missing: no standard of the case asks "),
        (("--site", "S9"), "sites: there is no S9; expected a key such as S1."),
    ],
)
def test_what_there_is_not_is_refused_in_a_line(
    assay: Assay, small: Path, words: tuple[str, ...], said: str
) -> None:
    ran = assay("stage1", small, "--as-of", "2026-01-31", *words)

    assert ran.code >= 3
    assert ran.err.startswith(said)


def test_a_folder_without_a_standard_is_asked_for_one(assay: Assay, small: Path) -> None:
    (small / "assay.toml").write_text('organisation = "small"\n', encoding="utf-8")

    ran = assay("stage1", small)

    assert ran.code >= 3
    assert ran.err == (
        f"{small}: no standard is named; "
        'expected standards = ["iso27001-2022"] under [case.NAME] in assay.toml, or --standard.\n'
    )


def test_what_cannot_be_read_is_named_and_ends_with_2(assay: Assay, small: Path) -> None:
    (small / "registers" / "documents.csv").write_text(
        "key,title,approved_on\nPOL-01,Policy,soon\n", encoding="utf-8"
    )

    ran = assay("stage1", small, "--as-of", "2026-01-31")

    assert ran.code == 2
    assert ran.err.splitlines()[0] == "1 thing cannot be read:"


@pytest.mark.row("R-299", "R-307")
def test_readiness_prints_its_lines_and_ends_with_1_while_not_ready(
    assay: Assay, small: Path
) -> None:
    ran = assay("readiness", small, "--stage", "1", "--as-of", "2026-01-31", "--json")

    said = json.loads(ran.out)
    assert ran.code == 1
    assert (said["stage"], said["ready"], len(said["conditions"])) == (1, False, 6)
    assert len(said["traits"]) == 4
    assert len(said["problems"]) == 5


def test_readiness_as_text_says_what_each_line_rests_on(assay: Assay, small: Path) -> None:
    ran = assay("readiness", small, "--stage", "1", "--as-of", "2026-01-31")

    lines = ran.out.splitlines()
    assert lines[0] == "small: readiness for Stage 1 as of 2026-01-31"
    assert lines[2].startswith("Not ready: ")
    assert "Conditions before Stage 1" in lines
    assert "  unknown  an internal audit covered the full scope" in lines or (
        "  no       an internal audit covered the full scope" in lines
    )


def test_checks_lists_every_check_and_shows_the_page_of_one(assay: Assay) -> None:
    listed = json.loads(assay("checks", "--json").out)
    page = assay("checks", "document-past-review").out
    one = json.loads(assay("checks", "document-past-review", "--json").out)

    assert [each["name"] for each in listed] == list(every_check())
    assert page.startswith("document-past-review\n\n")
    assert "Put right\n" in page
    assert one["put_right"]
    assert one["code"] == "DOC-STALE"


def test_checks_can_be_listed_by_stage(assay: Assay) -> None:
    first = json.loads(assay("checks", "--stage", "1", "--json").out)

    assert {each["stage"] for each in first} == {1}
    assert assay("checks", "nothing-wrong").code >= 3
