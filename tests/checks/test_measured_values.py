"""Measured values as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.measured_values import (
    told_day,
    told_duration,
    told_facts,
    told_instant,
    told_number,
    told_value,
)
from assay.claims.conditions import microseconds, midnight
from assay.claims.expressions import DAY
from assay.claims.population_test import Measures

SECOND = 1_000_000
HOUR = 3600 * SECOND


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (0, "0 min"),
        (59 * SECOND, "59 s"),
        (60 * SECOND, "1 min"),
        (HOUR, "1 h"),
        (HOUR + 60 * SECOND, "1 h 1 min"),
        (DAY, "1 day"),
        (2 * DAY, "2 days"),
        (DAY + HOUR, "1 d 1 h"),
        (DAY + 60 * SECOND, "1 d 1 min"),
        (-HOUR, "-1 h"),
        (-3 * DAY, "-3 days"),
    ],
)
def test_a_length_of_time_is_told_in_two_units_at_most(length: int, told: str) -> None:
    assert told_duration(length) == told


@given(st.integers(-400 * DAY, 400 * DAY))
def test_a_length_and_its_opposite_differ_in_the_sign_alone(length: int) -> None:
    if length:
        assert told_duration(-abs(length)) == f"-{told_duration(abs(length))}"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (7, "7"),
        (Decimal("240.000000000"), "240"),
        (Decimal("1E+2"), "100"),
        (Decimal("1.50"), "1.5"),
        (Decimal("1.239"), "1.24"),
        (Fraction(7, 2), "3.5"),
        (Fraction(1, 3), "0.33"),
    ],
)
def test_a_number_is_told_without_digits_that_say_nothing(
    number: int | Decimal | Fraction, told: str
) -> None:
    assert told_number(number) == told


def test_a_value_is_told_by_what_it_measures() -> None:
    assert told_value(None, Measures.TIME) == ""
    assert told_value(HOUR, Measures.TIME) == "1 h"
    assert told_value(3, Measures.WORKING_DAYS) == "3 working days"
    assert told_value(Decimal("81.0"), Measures.NUMBER) == "81"


@given(st.dates(date(1960, 1, 1), date(2100, 1, 1)))
def test_a_midnight_is_told_as_its_day(day: date) -> None:
    assert told_day(midnight(day)) == str(day)


def test_an_instant_is_told_in_utc() -> None:
    at = datetime(2026, 1, 5, 9, 30, 59, tzinfo=UTC)

    assert told_instant(microseconds(at)) == "2026-01-05 09:30 UTC"


def test_facts_are_told_by_their_names_and_missing_ones_are_left_out() -> None:
    day, at = midnight(date(2026, 1, 5)), microseconds(datetime(2026, 1, 5, 9, tzinfo=UTC))

    assert told_facts(
        {
            "last_at": day,
            "oldest_at": day,
            "then_at": at,
            "closed_at": at,
            "records": 3,
            "bound": Decimal("240.0"),
            "link": "CHG-1",
            "gap_from": None,
        }
    ) == {
        "last_at": "2026-01-05",
        "oldest_at": "2026-01-05",
        "then_at": "2026-01-05 09:00 UTC",
        "closed_at": "2026-01-05 09:00 UTC",
        "records": "3",
        "bound": "240",
        "link": "CHG-1",
    }
