"""A cell that is corrected is read in the place of what stands there, and no other one."""

from datetime import date

from assay.domain.problem import Problem
from assay.domain.reading import RegisterReading
from assay.domain.risk import Risk
from assay.intake.registers.corrected import parse_corrected_register
from assay.intake.tables.read import read_tables

MESSY = b"""Risks of the year\n
Ref;Risk title;Assessed on;Owner
R-1;Loss of a laptop;soon;bo
R-2;Fire;2026-02-30;
R-3;Theft;2026-01-05;ana
"""


def read(corrections: dict[tuple[int, str], str]) -> RegisterReading[Risk]:
    (tables,) = read_tables([("risks.csv", MESSY)])
    assert not isinstance(tables, Problem)
    return parse_corrected_register(tables, Risk, corrections)


def test_each_corrected_cell_makes_its_row_an_item() -> None:
    before = read({})
    assert [(each.place.row, each.place.column) for each in before.problems] == [
        (4, "Assessed on"),
        (5, "Assessed on"),
    ]

    after = read({(4, "Assessed on"): "2026-01-31", (6, "Owner"): "cleo"})

    assert [(item.key, item.owner, item.assessed_on) for item in after.items] == [
        ("R-1", "bo", date(2026, 1, 31)),
        ("R-3", "cleo", date(2026, 1, 5)),
    ]
    assert [each.place.row for each in after.problems] == [5]
    assert after.rows_in == before.rows_in == 3


def test_a_correction_that_cannot_be_read_is_a_problem_itself() -> None:
    (problem, *_) = read({(4, "Assessed on"): "later"}).problems

    assert str(problem) == (
        "risks.csv, row 4, column Assessed on: 'later'; expected a date such as 2026-01-31."
    )


def test_a_correction_of_no_row_or_of_a_heading_changes_nothing() -> None:
    assert read({(3, "Owner"): "x", (40, "Owner"): "x", (4, "Nobody"): "x"}) == read({})
