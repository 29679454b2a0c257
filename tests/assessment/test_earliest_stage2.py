"""The earliest honest date of Stage 2 follows from records, and names the control that binds it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.assessment.earliest_stage2 import ControlRecords, EarliestStage2, earliest_stage2
from assay.standards.load import load_profile

STAGE_1 = date(2026, 1, 31)
PROFILE = load_profile("isms-typical")
WIDE = load_profile("isms-wide-gap")
OLD = ControlRecords("A.8.2", date(2025, 3, 1))


def earliest(*controls: ControlRecords, stage1: date | None = STAGE_1) -> EarliestStage2:
    return earliest_stage2(controls, stage1, PROFILE)


@pytest.mark.row("R-216")
def test_a_control_born_ten_days_before_stage_1_binds_the_date_by_its_three_months() -> None:
    young = ControlRecords("A.5.18", date(2026, 1, 21))

    found = earliest(OLD, young)

    assert found.earliest_on == date(2026, 4, 21)
    assert found.binding is not None
    assert (found.binding.what, found.binding.because) == (
        "A.5.18",
        "its first record is of 2026-01-21, and 3 months follow",
    )


@pytest.mark.row("R-216")
def test_an_older_record_moves_the_date_earlier() -> None:
    young = earliest(ControlRecords("A.5.18", date(2026, 1, 21)))
    older = earliest(ControlRecords("A.5.18", date(2026, 1, 11)))
    oldest = earliest(ControlRecords("A.5.18", date(2025, 1, 11)))

    assert (young.earliest_on, older.earliest_on) == (date(2026, 4, 21), date(2026, 4, 11))
    assert oldest.earliest_on == STAGE_1 + timedelta(weeks=4)


@pytest.mark.row("R-216")
@given(first=st.dates(date(2025, 1, 1), date(2026, 6, 1)), older=st.integers(0, 300))
@settings(max_examples=60)
def test_older_records_never_move_the_date_later(first: date, older: int) -> None:
    before = earliest(ControlRecords("A.5.18", first - timedelta(days=older))).earliest_on
    after = earliest(ControlRecords("A.5.18", first)).earliest_on

    assert before is not None
    assert after is not None
    assert before <= after


@pytest.mark.row("R-216")
def test_months_are_calendar_months_clamped_to_the_end_of_the_month() -> None:
    found = earliest(ControlRecords("A.5.18", date(2025, 11, 30)), stage1=None)

    assert found.earliest_on == date(2026, 2, 28)


@pytest.mark.row("R-212", "R-216")
def test_the_gap_of_the_certification_body_binds_where_records_are_old() -> None:
    found = earliest(OLD)

    assert found.binding is not None
    assert (found.binding.what, found.binding.because) == (
        "gap",
        "4 weeks follow the end of Stage 1 on 2026-01-31",
    )
    assert found.earliest_on == date(2026, 2, 28)
    assert not found.allows(date(2026, 2, 27))
    assert found.allows(date(2026, 2, 28))


@pytest.mark.row("R-216")
def test_the_first_cycle_has_to_have_passed() -> None:
    passed = ControlRecords("A.8.13", date(2025, 1, 1), "quarterly", date(2026, 4, 15))
    pending = ControlRecords("A.8.13", date(2025, 1, 1), "quarterly")

    assert earliest(passed).earliest_on == date(2026, 4, 15)
    assert [each.because for each in earliest(passed).bounds[:1]] == [
        "its first quarterly cycle passed on 2026-04-15"
    ]
    assert earliest(pending).earliest_on is None
    assert [(each.control, each.why) for each in earliest(pending).undated] == [
        ("A.8.13", "its first quarterly cycle has not passed")
    ]


@pytest.mark.row("R-216")
def test_a_flagged_control_with_older_records_needs_fresh_weeks_and_not_fresh_months() -> None:
    flagged = ControlRecords("A.5.18", date(2025, 6, 1), flagged_on=STAGE_1)

    found = earliest(flagged)

    assert found.earliest_on == STAGE_1 + timedelta(weeks=8)
    assert found.bounds[0].because == (
        "it was flagged on 2026-01-31, and 8 weeks of fresh records follow"
    )


@pytest.mark.row("R-216")
def test_the_weeks_never_stand_in_for_the_months_of_a_control_born_at_stage_1() -> None:
    just_before = ControlRecords("A.5.18", STAGE_1 - timedelta(days=1), flagged_on=STAGE_1)
    at_stage_1 = ControlRecords("A.5.18", STAGE_1, flagged_on=STAGE_1)

    assert earliest(just_before).earliest_on == date(2026, 4, 30)
    assert earliest(at_stage_1).earliest_on == date(2026, 4, 30)
    assert not any("weeks of fresh" in each.because for each in earliest(at_stage_1).bounds)


@pytest.mark.row("R-216")
def test_a_control_without_any_record_keeps_the_date_from_being_any() -> None:
    found = earliest(OLD, ControlRecords("A.8.15", None), ControlRecords("A.5.7", None))

    assert found.earliest_on is None
    assert not found.allows(date(2030, 1, 1))
    assert [(each.control, each.why) for each in found.undated] == [
        ("A.5.7", "there is no record of it"),
        ("A.8.15", "there is no record of it"),
    ]


def test_where_no_control_was_looked_at_there_is_no_date_either() -> None:
    found = earliest()

    assert found.earliest_on is None
    assert [each.why for each in found.undated] == ["no control was looked at"]
    assert earliest(stage1=None).binding is None


@pytest.mark.row("R-216")
def test_the_profile_says_how_long_the_gap_is() -> None:
    weeks = WIDE.whole("gap.min_weeks")

    found = earliest_stage2([OLD], STAGE_1, WIDE)

    assert found.earliest_on == STAGE_1 + timedelta(weeks=weeks)
