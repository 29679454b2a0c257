"""``assay standards`` and ``assay profiles``: what is asked for, by whom, and how sure that is."""

import json

import pytest

from tests.cli.conftest import Assay


def test_the_standards_are_listed(assay: Assay) -> None:
    listed = json.loads(assay("standards", "--json").out)

    controls = {each["name"]: each["controls"] for each in listed}
    assert controls["iso27001-2022"] == 93
    assert {"iso9001-2015", "iso9001-2026"} <= set(controls)


def test_a_standard_is_shown_with_what_stands_behind_each_row(assay: Assay) -> None:
    ran = assay("standards", "iso27001-2022")

    assert "Technological controls (34)" in ran.out
    assert "A.8.32  Change management: " in ran.out
    assert "(standard, " in ran.out


def test_a_profile_is_shown_with_the_source_of_every_value(assay: Assay) -> None:
    settings = json.loads(assay("profiles", "isms-typical", "--json").out)["settings"]

    gap = next(each for each in settings if each["key"] == "gap.min_weeks")
    assert gap["value"] == 4
    assert gap["source"]
    assert gap["confidence"]


@pytest.mark.parametrize("command", ["standards", "profiles"])
def test_what_there_is_not_is_refused(assay: Assay, command: str) -> None:
    ran = assay(command, "iso-0000")

    assert ran.code == 5
    assert "named iso-0000; there are " in ran.err
