"""From which days a sample comes, how many records it has, and how many there should be."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.assessment.sampling.draw import draw_sample
from assay.assessment.sampling.size import sample_size
from assay.assessment.sampling.slices import cut
from assay.assessment.sampling.window import sample_window
from assay.checks.facts.calendar import Window
from assay.domain.frequency import Frequency
from tests.assessment.sampling.populations import AUDIT_ON, PROFILE, on, plan, records


@pytest.mark.row("R-137")
@pytest.mark.parametrize(
    ("audit_on", "first_on"),
    [
        (date(2026, 1, 31), date(2025, 7, 31)),
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
    ],
)
def test_the_window_is_six_calendar_months_clamped_to_the_end_of_the_month(
    audit_on: date, first_on: date
) -> None:
    found = sample_window(audit_on, 6)

    assert found.window == Window(first_on, audit_on)
    assert not found.low_frequency


@pytest.mark.row("R-137")
def test_what_happens_less_often_than_once_in_the_window_gets_a_period_of_its_own() -> None:
    yearly = sample_window(AUDIT_ON, 6, Frequency.YEARLY)
    half_yearly = sample_window(AUDIT_ON, 6, Frequency.HALF_YEARLY)

    assert (yearly.window.first_on, yearly.low_frequency) == (date(2025, 1, 31), True)
    assert (half_yearly.window.first_on, half_yearly.low_frequency) == (date(2025, 7, 31), False)


@pytest.mark.row("R-137")
def test_a_yearly_review_of_nine_months_ago_is_drawn_and_the_draw_says_low_frequency() -> None:
    review = on("2025-04-30")

    yearly = draw_sample(plan(review, every=Frequency.YEARLY), review)
    quarterly = draw_sample(plan(review, every=Frequency.QUARTERLY), review)

    assert (yearly.keys, yearly.plan.window.low_frequency, yearly.expected) == (
        ("2025-04-30",),
        True,
        1,
    )
    assert (quarterly.keys, quarterly.outside, quarterly.has_records) == ((), 1, False)


@pytest.mark.row("R-136")
@pytest.mark.parametrize(
    ("every", "units", "expected"),
    [
        (Frequency.QUARTERLY, 1, 2),
        (Frequency.QUARTERLY, 12, 24),
        (Frequency.MONTHLY, 1, 6),
        (Frequency.WEEKLY, 1, 26),
        (Frequency.DAILY, 2, 368),
        (Frequency.YEARLY, 3, 3),
        (Frequency.PER_EVENT, 1, None),
        (None, 1, None),
    ],
)
def test_the_expected_count_is_window_by_period_for_each_unit(
    every: Frequency | None, units: int, expected: int | None
) -> None:
    assert sample_window(AUDIT_ON, 6, every).expected(units) == expected


@pytest.mark.row("R-136")
@pytest.mark.parametrize(
    ("occurrences", "wanted"), [(0, 3), (2, 3), (9, 3), (10, 4), (16, 4), (17, 5), (10_000, 5)]
)
def test_a_control_has_three_to_five_examples_by_how_often_it_runs(
    occurrences: int, wanted: int
) -> None:
    assert sample_size(PROFILE, "drill", occurrences).wanted == wanted


@pytest.mark.row("R-139", "R-097", "R-132")
@pytest.mark.parametrize(
    ("family", "wanted"),
    [("access_review", 5), ("incident", 3), ("change", 4), ("vendor_review", 2)],
)
@pytest.mark.parametrize("occurrences", [0, 2, 10_000])
def test_the_size_of_a_kind_of_record_wins_over_the_range_even_below_it(
    family: str, wanted: int, occurrences: int
) -> None:
    assert sample_size(PROFILE, family, occurrences).wanted == wanted
    assert sample_size(PROFILE, family, occurrences, flagged=True).wanted == wanted


@pytest.mark.row("R-143")
def test_a_control_that_stage_1_flagged_gets_the_most() -> None:
    flagged, other = (sample_size(PROFILE, "drill", 2, flagged=each) for each in (True, False))

    assert (flagged.wanted, other.wanted) == (5, 3)
    assert flagged.because == (
        "sampling.max_per_control (default, source 002), for Stage 1 flagged the control"
    )
    assert other.because == "the square root of 2, within 3 to 5 (default, source 002)"


@pytest.mark.row("R-136")
def test_five_access_reviews_cannot_exist_where_two_are_due_and_both_are_taken() -> None:
    two = on("2025-09-30", "2025-12-31")

    sample = draw_sample(plan(two, family="access_review", every=Frequency.QUARTERLY), two)

    assert (len(sample.keys), sample.too_small, sample.expected) == (2, True, 2)
    assert sample.plan.size.wanted == 5


@given(days=st.integers(0, 400), size=st.integers(1, 40))
def test_slices_are_as_many_as_records_and_hold_every_day_once(days: int, size: int) -> None:
    window = Window(AUDIT_ON - timedelta(days=days), AUDIT_ON)

    slices = cut(window, size)

    assert len(slices) == min(size, days + 1)
    assert (slices[0].first_on, slices[-1].last_on) == window
    for one, next_one in pairwise(slices):
        assert next_one.first_on - one.last_on == timedelta(days=1)
    lengths = {(each.last_on - each.first_on).days for each in slices}
    assert max(lengths) - min(lengths) <= 1


def test_more_records_than_days_are_drawn_too() -> None:
    whole = [*records(30, days=1)]

    sample = draw_sample(plan(whole, size=9), whole)

    assert len(set(sample.keys)) == 9
