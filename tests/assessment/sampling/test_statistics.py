"""Figures beside a sample: exact, and held against counting and against known values."""

from fractions import Fraction
from itertools import combinations
from math import comb, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.assessment.sampling.statistics import (
    CONFIDENCE,
    SampleStatistics,
    chance_to_meet,
    highest_rate,
    percent,
)


@pytest.mark.row("R-136")
@given(data=st.data(), population=st.integers(1, 10))
@settings(max_examples=80)
def test_the_chance_to_meet_a_deviation_is_what_counting_every_sample_gives(
    data: st.DataObject, population: int
) -> None:
    deviations = data.draw(st.integers(0, population))
    size = data.draw(st.integers(0, population))

    samples = list(combinations(range(population), size))
    meeting = sum(any(member < deviations for member in sample) for sample in samples)

    assert chance_to_meet(population, deviations, size) == Fraction(meeting, len(samples))


def test_three_of_many_meet_a_control_that_fails_one_time_in_ten_in_a_quarter_of_audits() -> None:
    assert percent(chance_to_meet(1_000, 100, 3)) == "27.1 %"
    assert percent(chance_to_meet(1_000, 100, 5)) == "41.0 %"


@pytest.mark.parametrize(
    ("population", "deviations", "size", "chance"),
    [
        (0, 0, 5, 0),
        (7, 0, 5, 0),
        (7, 7, 1, 1),
        (7, 1, 7, 1),
        (7, 1, 9, 1),
        (7, 3, 0, 0),
        (10_000_000, 1, 10_000_000, 1),
        (10_000_000, 1, 5_000_000, Fraction(1, 2)),
    ],
)
def test_the_chance_at_its_boundaries(
    population: int, deviations: int, size: int, chance: Fraction
) -> None:
    assert chance_to_meet(population, deviations, size) == chance


def test_more_deviations_than_records_are_no_population() -> None:
    with pytest.raises(AssertionError, match=r"^3 of 2 deviate, 1 drawn$"):
        chance_to_meet(2, 3, 1)
    with pytest.raises(AssertionError, match=r"^3 of 2 deviate$"):
        highest_rate(2, 3)


@pytest.mark.parametrize(
    ("size", "deviating", "known"),
    [
        # Tables of Clopper-Pearson bounds, one-sided, 95 %.
        (3, 0, "0.63160"),
        (5, 0, "0.45072"),
        (10, 0, "0.25887"),
        (10, 1, "0.39416"),
        (20, 2, "0.28262"),
        (59, 0, "0.04951"),
        (100, 3, "0.07571"),
        (5, 5, "1.00000"),
    ],
)
def test_the_highest_rate_is_that_of_the_tables(size: int, deviating: int, known: str) -> None:
    assert f"{float(highest_rate(size, deviating)):.5f}" == known


@given(size=st.integers(1, 60), data=st.data())
@settings(max_examples=60)
def test_the_bound_is_just_above_the_rate_at_which_the_sample_would_be_one_in_twenty(
    size: int, data: st.DataObject
) -> None:
    deviating = data.draw(st.integers(0, size - 1))
    bound = highest_rate(size, deviating)

    def tail(rate: Fraction) -> Fraction:
        return sum(
            (comb(size, each) * rate**each * (1 - rate) ** (size - each))
            for each in range(deviating + 1)
        ) + Fraction(0)

    assert tail(bound) <= 1 - CONFIDENCE < tail(bound - Fraction(1, 10**9))


def test_without_deviations_the_bound_is_the_root_of_one_in_twenty() -> None:
    for size in range(1, 40):
        expected = 1 - 0.05 ** (1 / size)

        assert float(highest_rate(size, 0)) == pytest.approx(expected, abs=1e-11)
    assert -log(0.05) / 59 > float(highest_rate(59, 0))


def test_beside_a_sample_stands_what_three_and_five_would_have_met() -> None:
    told = SampleStatistics(200, 4, deviations=12)

    assert told.detection is not None
    assert [(each.size, percent(each.chance)) for each in (told.detection, *told.customary)] == [
        (4, "22.1 %"),
        (3, "17.0 %"),
        (5, "26.8 %"),
    ]


def test_where_nobody_knows_the_deviations_there_is_no_chance_but_a_bound() -> None:
    told = SampleStatistics(200, 5)

    assert (told.detection, told.customary) == (None, ())
    assert percent(told.highest_rate(0) or Fraction(0)) == "45.1 %"
    assert percent(told.detection_at(Fraction(1, 10)) or Fraction(0)) == "41.3 %"


def test_no_deviation_at_all_cannot_be_met() -> None:
    told = SampleStatistics(200, 5, deviations=0)

    assert told.detection is not None
    assert told.detection.chance == 0


def test_a_population_drawn_whole_leaves_nothing_open() -> None:
    told = SampleStatistics(4, 5, deviations=1)

    assert (told.drawn, told.highest_rate(1), told.highest_rate(0)) == (
        4,
        Fraction(1, 4),
        Fraction(0),
    )
    assert told.detection is not None
    assert told.detection.chance == 1


@pytest.mark.row("R-136")
def test_an_empty_population_is_not_tested_and_has_no_figures() -> None:
    told = SampleStatistics(0, 5, deviations=0)

    assert told.not_tested
    assert (told.detection, told.customary) == (None, ())
    assert (told.highest_rate(0), told.detection_at(Fraction(1, 10))) == (None, None)


def test_a_share_of_a_small_population_is_at_least_one_record() -> None:
    assert SampleStatistics(5, 1).detection_at(Fraction(1, 10)) == Fraction(1, 5)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(0), "0.0 %"),
        (Fraction(1, 10_000), "below 0.1 %"),
        (Fraction(1, 8), "12.5 %"),
        (Fraction(99_999, 100_000), "99.9 %"),
        (Fraction(1), "100.0 %"),
    ],
)
def test_what_is_nearly_certain_is_not_shown_as_certain(value: Fraction, words: str) -> None:
    assert percent(value) == words


def test_a_percentage_without_decimals() -> None:
    assert percent(Fraction(1, 4), 0) == "25 %"
