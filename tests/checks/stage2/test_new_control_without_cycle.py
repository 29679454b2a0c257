"""A control that is new at Stage 1 has not run once in the gap."""

from datetime import date

import pytest

from assay.domain.case import Case
from assay.domain.deviation import Verdict
from assay.domain.stage_plan import Stage, StagePlan
from tests.lib.spans import WALK, slips
from tests.lib.stage2 import look, operation, said, untold

CHECK = "new-control-without-cycle"
CASE = Case(key="c", name="C", stage1_on=date(2025, 12, 1))
NEW = WALK.changed(operating_since_on=date(2025, 11, 20))


@pytest.mark.row("R-147")
def test_one_cycle_in_the_gap_is_silent() -> None:
    assert look(CHECK, operation(CASE, NEW, *slips("2025-12-02"))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-147")
def test_a_record_of_the_day_of_stage_1_is_none_of_the_gap() -> None:
    assert said(CHECK, operation(CASE, NEW, *slips("2025-12-01"))) == {
        "A.7.4": (
            "A.7.4 (Physical security monitoring) is new since 2025-11-20; there is no record of "
            "office_walk after Stage 1 on 2025-12-01 and by 2026-01-31."
        )
    }


@pytest.mark.row("R-147")
@pytest.mark.parametrize(("since", "new"), [(date(2025, 11, 1), False), (date(2025, 11, 2), True)])
def test_new_is_what_began_less_than_30_days_before(
    since: date,
    new: bool,  # noqa: FBT001 - one of two cases
) -> None:
    found = look(CHECK, operation(CASE, NEW.changed(operating_since_on=since)))

    assert bool(found.deviations) is new


@pytest.mark.row("R-147")
def test_a_control_without_a_stated_day_is_as_new_as_its_first_record() -> None:
    at = operation(CASE, NEW.changed(operating_since_on=None), *slips("2025-11-28"))

    assert list(said(CHECK, at)) == ["A.7.4"]


@pytest.mark.row("R-147")
def test_the_plan_of_stage_1_says_when_the_gap_begins() -> None:
    plan = StagePlan(
        key="1", stage=Stage.STAGE_1, begins_on=date(2025, 12, 1), ends_on=date(2025, 12, 3)
    )

    assert list(said(CHECK, operation(CASE, plan, NEW, *slips("2025-12-03")))) == ["A.7.4"]


@pytest.mark.row("R-147")
def test_records_that_nobody_handed_in_are_unknown() -> None:
    at = operation(CASE, NEW.changed(families=("incident",)))

    assert untold(CHECK, at) == {"A.7.4": "no records of incident were handed in"}


@pytest.mark.row("R-147", "R-306")
def test_on_the_day_of_stage_1_a_new_control_is_unknown_and_an_older_one_is_not_new() -> None:
    today = CASE.changed(stage1_on=date(2026, 1, 31))
    new, old = NEW.changed(operating_since_on=date(2026, 1, 20)), NEW

    assert untold(CHECK, operation(today, new)) == {"A.7.4": "the gap begins on 2026-02-01"}
    assert look(CHECK, operation(today, old)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-147", "R-306")
def test_a_control_of_no_known_age_is_unknown() -> None:
    at = operation(CASE, NEW.changed(operating_since_on=None))

    assert untold(CHECK, at) == {"A.7.4": "nothing says since when it works"}


def test_without_a_day_of_stage_1_nothing_is_tested() -> None:
    found = look(CHECK, operation(CASE.changed(stage1_on=None), NEW))

    assert (found.verdict, found.why_not_tested) == (
        Verdict.NOT_TESTED,
        "nothing says when Stage 1 was held",
    )
