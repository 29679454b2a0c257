"""Records of training are incomplete or contradict something."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.person import Person
from tests.lib.stage2 import look, operation, said, untold

CHECK = "training-record-inconsistent"
ANA = Person(key="ana", name="Ana", started_on=date(2025, 6, 1))
COURSE = Document(key="SEC", title="Course for everybody")
DONE = """
    completion_id | person   | course   | version   | completed_on | result
    --------------+----------+----------+-----------+--------------+---------
    C-1           | ana      | SEC      | 1.0       | 2025-07-01   | passed
    C-2           | {person} | {course} | {version} | {on}         | {result}
"""
USUAL = {
    "person": "ana",
    "course": "SEC",
    "version": "2.0",
    "on": "2025-12-01",
    "result": "passed",
}


def done(**changed: str) -> dict[str, str]:
    return {"training_completion": DONE.format(**{**USUAL, **changed})}


@pytest.mark.row("R-116")
def test_whole_records_are_silent() -> None:
    assert look(CHECK, operation(ANA, COURSE, records=done())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-116")
@pytest.mark.parametrize(
    ("changed", "about", "says"),
    [
        ({"version": ""}, "complete", "lack their person, course, version, date or result"),
        ({"result": ""}, "complete", "lack their person, course, version, date or result"),
        ({"on": "2025-05-31"}, "after joining", "are dated before the person joined"),
        (
            {"course": "GONE"},
            "course known",
            "are of a course of which no document is registered",
        ),
    ],
)
def test_one_fault_is_told_with_its_record(changed: dict[str, str], about: str, says: str) -> None:
    at = operation(ANA, COURSE, records=done(**changed))

    assert said(CHECK, at) == {about: f"1 of 2 records of training {says}: C-2."}


@pytest.mark.row("R-116")
def test_a_record_that_stands_twice_is_told_with_its_twin() -> None:
    at = operation(ANA, COURSE, records=done(version="1.0", on="2025-07-01"))

    assert said(CHECK, at) == {
        "once": (
            "2 of 2 records of training stand more than once for one person, course, version and "
            "day: C-1, C-2."
        )
    }


def test_the_day_of_joining_is_not_before_it() -> None:
    assert said(CHECK, operation(ANA, COURSE, records=done(on="2025-06-01"))) == {}


def test_somebody_whom_nobody_knows_leaves_the_record_undecided() -> None:
    assert untold(CHECK, operation(ANA, COURSE, records=done(person="hex"))) == {
        "after joining": "1 of 2 cannot be decided (training completions)"
    }


def test_without_records_people_or_documents_nothing_is_tested() -> None:
    assert look(CHECK, operation(ANA, COURSE)).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, operation(records=done())) == {
        "after joining": (
            "no list of people is there to hold accounts against (training completions)"
        ),
        "course known": "no documents are registered to find courses in (training completions)",
    }
