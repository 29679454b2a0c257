"""Not everybody has done the training that was promised."""

from datetime import date
from decimal import Decimal

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Looked, Verdict
from assay.domain.frequency import Frequency
from assay.domain.grade import Grade
from assay.domain.person import Person
from tests.lib.stage2 import look, operation, said

CHECK = "training-incomplete"
PROMISE = Claim(
    key="CLM-21",
    document="PRO-9",
    version="1.0",
    section="2 Courses",
    quote="Everybody completes the course once a year.",
    kind=ClaimKind.COVERAGE,
    family="training_completion",
    first="completed_on",
    every=Frequency.YEARLY,
    per="person",
    where=("course = SEC",),
)
ANA = Person(key="ana", name="Ana", started_on=date(2020, 1, 1))
BO = Person(key="bo", name="Bo", started_on=date(2020, 1, 1))
DONE = """
    completion_id | person | course | version | completed_on | result
    --------------+--------+--------+---------+--------------+-------
    C-1           | ana    | SEC    | 1.0     | {done}       | passed
"""
CHASED = """
    follow_up_id | person | course   | owner   | sent_at             | due_on
    -------------+--------+----------+---------+---------------------+--------
    F-1          | bo     | {course} | {owner} | 2026-01-20 09:00:00 | {due}
"""


def trained(done: str = "2025-12-01", **reminder: str) -> dict[str, str]:
    found = {"training_completion": DONE.format(done=done)}
    if reminder:
        usual = {"course": "SEC", "owner": "ana", "due": "2026-02-10"}
        found["training_follow_up"] = CHASED.format(**{**usual, **reminder})
    return found


def looked(*people: Person, promise: Claim = PROMISE) -> Looked:
    return look(CHECK, operation(promise, *people, records=trained()))


def chased(*people: Person, **reminder: str) -> Looked:
    return look(CHECK, operation(PROMISE, *people, records=trained(**reminder)))


@pytest.mark.row("R-114")
def test_everybody_trained_is_silent() -> None:
    assert looked(ANA).verdict is Verdict.CONFORMS


@pytest.mark.row("R-114", "R-115")
def test_who_is_missing_is_named_with_the_share() -> None:
    at = operation(PROMISE, ANA, BO, records=trained())

    assert said(CHECK, at) == {
        "CLM-21": (
            "1 of 2 people have not completed the promised training (50.0 % have): bo; all of "
            'them are not followed up; PRO-9 1.0, 2 Courses: "Everybody completes the course once '
            'a year".'
        )
    }
    (deviation,) = look(CHECK, at).deviations
    assert deviation.grade is None
    assert deviation.threshold is not None
    assert deviation.threshold.value == "100 %"


@pytest.mark.row("R-115")
def test_with_a_reminder_an_owner_and_a_day_the_grade_drops() -> None:
    (deviation,) = chased(ANA, BO, course="SEC").deviations

    assert deviation.grade is Grade.OBSERVATION
    assert "each of them is followed up" in deviation.says


@pytest.mark.row("R-115")
@pytest.mark.parametrize("lacking", [{"owner": ""}, {"due": ""}, {"course": "PRIV"}])
def test_a_reminder_without_owner_or_day_or_of_another_course_is_none(
    lacking: dict[str, str],
) -> None:
    (deviation,) = chased(ANA, BO, **lacking).deviations

    assert deviation.grade is None
    assert "1 of them are not followed up" in deviation.says


@pytest.mark.row("R-114")
@pytest.mark.parametrize(
    ("joined", "deviates"), [(date(2026, 1, 1), False), (date(2025, 12, 31), True)]
)
def test_who_joined_has_the_days_of_the_profile(
    joined: date,
    deviates: bool,  # noqa: FBT001 - one of two cases
) -> None:
    assert bool(looked(ANA, BO.changed(started_on=joined)).deviations) is deviates


@pytest.mark.row("R-114")
@pytest.mark.parametrize(
    ("joined", "deviates"), [(date(2026, 1, 21), False), (date(2026, 1, 20), True)]
)
def test_who_joined_has_the_days_that_were_promised(
    joined: date,
    deviates: bool,  # noqa: FBT001 - one of two cases
) -> None:
    promise = PROMISE.changed(limit=Decimal(10), unit="days")

    found = looked(ANA, BO.changed(started_on=joined), promise=promise)

    assert bool(found.deviations) is deviates


@pytest.mark.row("R-114")
def test_who_has_left_is_not_asked() -> None:
    assert looked(ANA, BO.changed(ended_on=date(2026, 1, 30))).deviations == ()


@pytest.mark.row("R-114")
@pytest.mark.parametrize(("target", "deviates"), [(50, False), (51, True)])
def test_a_promised_share_is_the_target(
    target: int,
    deviates: bool,  # noqa: FBT001 - one of two cases
) -> None:
    promise = PROMISE.changed(limit=Decimal(target), unit="%")

    assert bool(looked(ANA, BO, promise=promise).deviations) is deviates


@pytest.mark.row("R-114")
def test_a_completion_of_two_years_ago_is_none() -> None:
    found = look(CHECK, operation(PROMISE, ANA, records=trained("2024-01-15")))

    assert found.verdict is Verdict.DEVIATES


def test_without_a_promise_or_without_records_nothing_is_tested() -> None:
    assert look(CHECK, operation(ANA, records=trained())).why_not_tested == (
        "no document promises who completes which training"
    )
    assert look(CHECK, operation(PROMISE, ANA)).verdict is Verdict.NOT_TESTED
