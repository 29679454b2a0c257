"""What speaks against leaving out a control is data, and data that makes no sense is refused."""

from pathlib import Path

import pytest

from assay.standards.load import load_standard
from tests.standards.tiny import problems_of_standard, write_standard

HEAD = "key,controls,register_name,fields_read,words,shows,confidence,basis,source\n"
TAIL = "is wet,confirmed,house,the fridge door\n"


def test_every_theme_of_the_annex_has_something_that_speaks_for_it() -> None:
    standard = load_standard("iso27001-2022")

    named = {control for row in standard.contradictions for control in row.controls}

    assert {standard.control(number).theme for number in named} == {*standard.themes}


def test_a_row_is_read(tmp_path: Path) -> None:
    row = f"umbrella,A.1.2,asset,name; kind,umbrella; raincoat,{TAIL}"
    folder = write_standard(tmp_path, contradictions_csv=HEAD + row)

    [read] = load_standard(folder).contradictions

    assert (read.controls, read.fields_read, read.words) == (
        ("A.1.2",),
        ("name", "kind"),
        ("umbrella", "raincoat"),
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("u,A.9.9,asset,,,", "control A.9.9; expected a control of House rules 2030."),
        ("u,A.1.2,umbrella,,,", "expected one of the registers, not 'umbrella'."),
        ("u,A.1.2,asset,colour,red,", "expected fields of asset, not 'colour'."),
        ("u,A.1.2,asset,,red,", "expected words and the fields to look for them in, or neither."),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(tmp_path: Path, row: str, problem: str) -> None:
    folder = write_standard(tmp_path, contradictions_csv=HEAD + row + TAIL)

    [said] = problems_of_standard(folder)

    assert said.startswith("house-2030/contradictions.csv, line 2")
    assert said.endswith(problem)
