"""Months as people count them: by the calendar, clamped to the end of the month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.facts.calendar import (
    Window,
    months_after,
    months_before,
    months_between,
    window_before,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2026, 5, 31), 3, date(2026, 2, 28), id="clamped to February"),
        pytest.param(date(2024, 5, 31), 3, date(2024, 2, 29), id="clamped to a leap day"),
        pytest.param(date(2024, 2, 29), 12, date(2023, 2, 28), id="a year before a leap day"),
        pytest.param(date(2024, 2, 29), 48, date(2020, 2, 29), id="from leap day to leap day"),
        pytest.param(date(2026, 1, 31), 1, date(2025, 12, 31), id="over the turn of the year"),
        pytest.param(date(2026, 1, 31), 0, date(2026, 1, 31), id="no month at all"),
        pytest.param(date(1, 3, 1), 6, date.min, id="before the calendar begins"),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_never_stays_never() -> None:
    assert months_after(date.max, 12) == date.max


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        pytest.param(date(2024, 1, 31), date(2026, 1, 31), 24, id="to the day"),
        pytest.param(date(2024, 1, 31), date(2026, 1, 30), 23, id="one day short"),
        pytest.param(date(2025, 1, 31), date(2025, 2, 28), 1, id="the month is over on its end"),
        pytest.param(date(2025, 1, 31), date(2025, 2, 27), 0, id="and not before"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), 12, id="a year after a leap day"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 27), 11, id="and not before that"),
        pytest.param(date(2025, 2, 28), date(2024, 2, 29), -12, id="backwards"),
    ],
)
def test_months_between(earlier: date, later: date, expected: int) -> None:
    assert months_between(earlier, later) == expected


@given(DAYS, st.integers(0, 600))
def test_so_many_months_after_a_day_so_many_months_have_passed(day: date, months: int) -> None:
    assert months_between(day, months_after(day, months)) == months


@given(DAYS, DAYS)
def test_an_age_is_the_most_months_that_fit(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    months = months_between(earlier, later)

    assert months_after(earlier, months) <= later < months_after(earlier, months + 1)


def test_both_ends_of_a_window_belong_to_it() -> None:
    window = window_before(date(2026, 8, 31), 6)

    assert window == Window(date(2026, 2, 28), date(2026, 8, 31))
    assert date(2026, 2, 28) in window
    assert date(2026, 8, 31) in window
    assert date(2026, 2, 27) not in window
    assert date(2026, 9, 1) not in window
    assert None not in window
