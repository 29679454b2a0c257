"""What an auditor's sample will probably meet: per control, and for Stage 2 as a whole.

The whole population was tested, so how many of its records deviate is known.
What is left to chance is whether the few records that the certification body
draws are among them.  What was not tested has no chance of its own: it is
listed as unknown, and no figure contains it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assay.assessment.sampling.statistics import CUSTOMARY_SIZES, chance_to_meet
from assay.domain.errors import RefusedError
from assay.domain.grade import Grade

ASSUMPTIONS: Final = (
    "Each control is sampled once, by chance, from the whole population that was tested.",
    "Every deviation in a record that is drawn is seen, and makes one finding of its control.",
    "The finding gets the grade that is proposed.",
    "Draws of different controls do not hang together.",
    "What was not tested is in no figure: the true number of findings can only be higher.",
)


@dataclass(frozen=True, slots=True)
class ControlPopulation:
    """What is known of one control: how many records there are, and how many of them deviate.

    Without ``deviations`` nobody knows, and ``why`` says why.
    """

    control: str
    grade: Grade
    population: int
    deviations: int | None
    size: int
    why: str = ""

    def __post_init__(self) -> None:
        if self.deviations is None and not self.why:
            raise RefusedError(
                f"{self.control}: how many records deviate is not known; expected the reason why."
            )
        if self.deviations is not None and not 0 <= self.deviations <= self.population:
            raise RefusedError(
                f"{self.control}: {self.deviations} of {self.population} records deviate; "
                "expected no more than there are."
            )


@dataclass(frozen=True, slots=True)
class ControlForecast:
    """The chance that the sample of one control meets a deviation.

    ``customary`` holds what samples of three and of five would have as theirs.
    """

    of: ControlPopulation
    chance: Fraction
    customary: Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class UntestedControl:
    """One control of which nothing can be foretold, and why."""

    control: str
    why: str


@dataclass(frozen=True, slots=True)
class GradeForecast:
    """How many findings of one grade: the expected number, and the chance of each number."""

    grade: Grade
    expected: Fraction
    distribution: tuple[Fraction, ...]

    @property
    def at_least_one(self) -> Fraction:
        """Return the chance of any finding of the grade."""
        return 1 - self.distribution[0]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What Stage 2 will probably find, as far as anything can be told."""

    controls: tuple[ControlForecast, ...]
    unknown: tuple[UntestedControl, ...]
    grades: tuple[GradeForecast, ...]
    assumptions: tuple[str, ...] = ASSUMPTIONS

    @property
    def complete(self) -> bool:
        """Say whether every control was tested; otherwise the figures are the least there is."""
        return bool(self.controls) and not self.unknown


def forecast(populations: Iterable[ControlPopulation]) -> Forecast:
    """Foretell what the samples meet; the most probable first."""
    tested: list[ControlForecast] = []
    unknown: list[UntestedControl] = []
    for each in populations:
        if why := _why_unknown(each):
            unknown.append(UntestedControl(each.control, why))
        else:
            tested.append(_foretold(each))
    tested.sort(key=lambda one: (-one.chance, one.of.control, one.of.grade))
    return Forecast(
        tuple(tested),
        tuple(sorted(set(unknown), key=lambda one: (one.control, one.why))),
        tuple(_of_grade(grade, tested) for grade in Grade if _any_of(grade, tested)),
    )


def _why_unknown(of: ControlPopulation) -> str:
    if of.deviations is None:
        return of.why
    return "" if of.population else of.why or "there is no record of it"


def _foretold(of: ControlPopulation) -> ControlForecast:
    deviations = of.deviations or 0
    return ControlForecast(
        of,
        chance_to_meet(of.population, deviations, of.size),
        {size: chance_to_meet(of.population, deviations, size) for size in CUSTOMARY_SIZES},
    )


def _any_of(grade: Grade, tested: Sequence[ControlForecast]) -> bool:
    return any(each.of.grade is grade for each in tested)


def _of_grade(grade: Grade, tested: Sequence[ControlForecast]) -> GradeForecast:
    chances = [each.chance for each in tested if each.of.grade is grade]
    return GradeForecast(grade, sum(chances, Fraction(0)), distribution(chances))


def distribution(chances: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """Return the chance of none, one, two and so on, of things that do not hang together.

    Each chance in turn moves its share one number up; nothing is rounded.
    """
    found = [Fraction(1)]
    for chance in chances:
        stays = [*(each * (1 - chance) for each in found), Fraction(0)]
        moves = [Fraction(0), *(each * chance for each in found)]
        found = [stay + move for stay, move in zip(stays, moves, strict=True)]
    return tuple(found)
