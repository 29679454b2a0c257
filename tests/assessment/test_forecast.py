"""The forecast: exact over what was tested, and silent, by name, on what was not."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.assessment.forecast import ControlPopulation, distribution, forecast
from assay.domain.errors import RefusedError
from assay.domain.grade import Grade


def control(
    name: str, population: int, deviations: int | None, size: int = 5, *, minor: bool = True
) -> ControlPopulation:
    why = "no independent source" if deviations is None else ""
    grade = Grade.MINOR if minor else Grade.MAJOR
    return ControlPopulation(name, grade, population, deviations, size, why)


@pytest.mark.row("R-136")
def test_each_control_has_the_chance_of_its_own_sample_beside_that_of_three_and_five() -> None:
    (only,) = forecast([control("A.5.18", 20, 2, size=4)]).controls

    # 18 over 4 of 20 over 4 miss both: 3060 of 4845.
    assert only.chance == 1 - Fraction(3060, 4845)
    assert only.customary == {3: 1 - Fraction(816, 1140), 5: 1 - Fraction(8568, 15504)}


def test_a_clean_control_has_no_chance_and_a_rotten_one_has_all() -> None:
    found = forecast([control("A.8.2", 20, 0), control("A.8.3", 20, 20), control("A.8.4", 3, 1)])

    assert {each.of.control: each.chance for each in found.controls} == {
        "A.8.2": 0,
        "A.8.3": 1,
        "A.8.4": 1,
    }


def test_the_most_probable_comes_first() -> None:
    found = forecast([control("A", 100, 1), control("B", 100, 50), control("C", 100, 1)])

    assert [each.of.control for each in found.controls] == ["B", "A", "C"]


def test_what_was_not_tested_is_listed_and_in_no_figure() -> None:
    known = [control("A.5.18", 20, 2), control("A.8.8", 40, 1)]
    unknown = [control("A.8.15", 0, None), control("A.5.7", 0, 0)]

    found, without = forecast([*known, *unknown]), forecast(known)

    assert [(each.control, each.why) for each in found.unknown] == [
        ("A.5.7", "there is no record of it"),
        ("A.8.15", "no independent source"),
    ]
    assert (found.controls, found.grades) == (without.controls, without.grades)
    assert (found.complete, without.complete) == (False, True)


def test_where_nothing_was_tested_nothing_is_foretold() -> None:
    found = forecast([control("A.8.15", 0, None)])

    assert (found.controls, found.grades, found.complete) == ((), (), False)
    assert forecast([]).complete is False


def test_findings_are_told_by_grade_with_the_chance_of_each_number() -> None:
    found = forecast(
        [
            control("A.5.18", 10, 5, size=1),
            control("A.8.2", 4, 1, size=1),
            control("A.8.8", 10, 10, size=1, minor=False),
        ]
    )

    majors, minors = found.grades
    assert (majors.grade, majors.expected) == (Grade.MAJOR, Fraction(1))
    assert majors.distribution == (Fraction(0), Fraction(1))
    assert (minors.grade, minors.expected) == (Grade.MINOR, Fraction(3, 4))
    assert minors.distribution == (Fraction(3, 8), Fraction(1, 2), Fraction(1, 8))
    assert minors.at_least_one == Fraction(5, 8)


@given(st.lists(st.fractions(0, 1, max_denominator=20), max_size=7))
@settings(max_examples=60)
def test_the_distribution_is_what_adding_up_every_outcome_gives(chances: list[Fraction]) -> None:
    by_hand = [Fraction(0)] * (len(chances) + 1)
    for outcome in product((False, True), repeat=len(chances)):
        share = Fraction(1)
        for happens, chance in zip(outcome, chances, strict=True):
            share *= chance if happens else 1 - chance
        by_hand[sum(outcome)] += share

    found = distribution(chances)

    assert list(found) == by_hand
    assert sum(found) == 1
    assert sum(many * share for many, share in enumerate(found)) == sum(chances)


def test_the_assumptions_are_part_of_the_result() -> None:
    assert forecast([]).assumptions == (
        "Each control is sampled once, by chance, from the whole population that was tested.",
        "Every deviation in a record that is drawn is seen, and makes one finding of its control.",
        "The finding gets the grade that is proposed.",
        "Draws of different controls do not hang together.",
        "What was not tested is in no figure: the true number of findings can only be higher.",
    )


def test_not_to_know_needs_a_reason_and_no_more_can_deviate_than_there_are() -> None:
    with pytest.raises(RefusedError) as unexplained:
        ControlPopulation("A.5.18", Grade.MINOR, 3, None, 5)
    with pytest.raises(RefusedError) as too_many:
        ControlPopulation("A.5.18", Grade.MINOR, 3, 4, 5)

    assert str(unexplained.value) == (
        "A.5.18: how many records deviate is not known; expected the reason why."
    )
    assert str(too_many.value) == (
        "A.5.18: 4 of 3 records deviate; expected no more than there are."
    )
