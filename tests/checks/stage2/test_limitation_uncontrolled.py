"""What makes up for a known limitation leaves no trace."""

import pytest

from assay.checks.operation import Operation
from assay.domain.deviation import Verdict
from assay.domain.limitation import Limitation
from tests.lib.stage2 import look, operation, said, untold

CHECK = "limitation-uncontrolled"
DOORS = Limitation(
    key="LIM-2",
    system="doors",
    limit="Sends no events",
    compensated_by="The log is read by hand",
    owner="luis",
    family="log_review",
)


def at(day: str, source: str = "doors", limitation: Limitation = DOORS) -> Operation:
    text = f"review_id | source | reviewed_at | reviewer\nLR-1 | {source} | {day} 09:00:00 | luis"
    return operation(limitation, records={"log_review": text})


@pytest.mark.row("R-279")
def test_a_record_of_the_window_about_the_system_is_silent() -> None:
    found = look(CHECK, at("2025-07-31"))

    assert found.verdict is Verdict.CONFORMS
    assert [each.conforming for each in found.figures] == [1]


@pytest.mark.row("R-279")
@pytest.mark.parametrize(
    ("day", "source", "of"), [("2025-07-30", "doors", 0), ("2025-12-01", "mail", 1)]
)
def test_records_before_the_window_or_of_another_system_show_nothing(
    day: str, source: str, of: int
) -> None:
    assert said(CHECK, at(day, source)) == {
        "LIM-2": (
            f"LIM-2: doors is limited (Sends no events); none of {of} log reviews from "
            "2025-07-31 to 2026-01-31 tells of it."
        )
    }


@pytest.mark.row("R-279")
def test_a_limitation_with_nothing_instead_speaks() -> None:
    none = DOORS.changed(compensated_by="", family="")

    assert said(CHECK, operation(none)) == {
        "LIM-2": "LIM-2: doors is limited (Sends no events); nothing is done instead."
    }


@pytest.mark.row("R-279")
def test_records_of_no_system_count_for_the_family() -> None:
    trained = DOORS.changed(family="training_completion")
    text = "completion_id | person | course | completed_on\nT-1 | ana | doors | 2025-12-01"

    found = look(CHECK, operation(trained, records={"training_completion": text}))

    assert found.verdict is Verdict.CONFORMS


def test_records_that_are_not_there_or_not_named_are_unknown() -> None:
    assert untold(CHECK, operation(DOORS)) == {"LIM-2": "there are no records of log_review"}
    assert untold(CHECK, operation(DOORS.changed(family=""))) == {
        "LIM-2": "nobody says which records show what is done instead"
    }


def test_no_limitation_is_not_tested() -> None:
    assert look(CHECK, operation()).why_not_tested == "no limitation of a system is on record"
