"""What a sample can tell, exactly: its chance to meet a deviation, and what it leaves open.

Everything is a Fraction until somebody prints it.  A sample is drawn without
returning, so meeting a deviation is hypergeometric; the bound on the rate is
that of Clopper and Pearson, on the safe side for a population of any size.

What a newcomer would get wrong: a sample without deviations does not show that
there are none.  Of 5 conforming records one can say, with 95 % certainty, that
no more than 45 % of all deviate.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Final

CONFIDENCE: Final = Fraction(95, 100)
CUSTOMARY_SIZES: Final = (3, 5)
"""What auditors usually draw for one control."""

_BITS: Final = 40


def chance_to_meet(population: int, deviations: int, size: int) -> Fraction:
    """Return the chance that a sample meets at least one of the deviations of a population.

    A sample that is larger than the population is the population.
    """
    if not 0 <= deviations <= population or size < 0:
        raise AssertionError(f"{deviations} of {population} deviate, {size} drawn")
    # Drawing n and marking d is marking d and drawing n: the fewer, the shorter the numbers.
    few, many = sorted((min(size, population), deviations))
    return 1 - Fraction(comb(population - many, few), comb(population, few))


def highest_rate(size: int, deviating: int, confidence: Fraction = CONFIDENCE) -> Fraction:
    """Return the highest rate of deviations that a sample leaves open, one-sided.

    The rate at which so few deviating records would come up in no more than one
    case in twenty.  It is found by halving, always from above: what is returned
    is never below the exact bound, and less than a billionth above it.
    """
    if not 0 <= deviating <= size:
        raise AssertionError(f"{deviating} of {size} deviate")
    if deviating == size:
        return Fraction(1)
    # Whole numbers of 2 ** -40: fractions that are halved forty times stay short.
    low, high = 0, 1 << _BITS
    while high - low > 1:
        middle = (low + high) // 2
        if _at_most(size, deviating, middle) <= 1 - confidence:
            high = middle
        else:
            low = middle
    return Fraction(high, 1 << _BITS)


def _at_most(size: int, deviating: int, rate: int) -> Fraction:
    """Return the chance of at most so many deviations, at a rate in 2 ** -40."""
    other = (1 << _BITS) - rate
    ways = sum(
        comb(size, each) * rate**each * other ** (size - each) for each in range(deviating + 1)
    )
    return Fraction(ways, 1 << _BITS * size)


@dataclass(frozen=True, slots=True)
class Detection:
    """The chance of a sample of one size to meet a deviation."""

    size: int
    chance: Fraction


@dataclass(frozen=True, slots=True)
class SampleStatistics:
    """What stands beside a sample of one size from one population.

    ``deviations`` is how many records of the whole population deviate, where it
    was tested; nothing where nobody knows.  Without a record there is nothing to
    tell, and ``not_tested`` says so.
    """

    population: int
    size: int
    deviations: int | None = None

    @property
    def not_tested(self) -> bool:
        """Say whether the population is empty: then nothing was tested."""
        return self.population == 0

    @property
    def drawn(self) -> int:
        """Return how many records a sample of the size has."""
        return min(self.size, self.population)

    @property
    def detection(self) -> Detection | None:
        """Return the chance of this sample to meet one of the deviations that there are."""
        return self._detection(self.size)

    @property
    def customary(self) -> tuple[Detection, ...]:
        """Return what three records, and what five, would have had as their chance."""
        found = (self._detection(size) for size in CUSTOMARY_SIZES)
        return tuple(each for each in found if each is not None)

    def _detection(self, size: int) -> Detection | None:
        if self.not_tested or self.deviations is None:
            return None
        return Detection(size, chance_to_meet(self.population, self.deviations, size))

    def highest_rate(self, deviating: int) -> Fraction | None:
        """Return the highest rate of deviations that this sample leaves open.

        Of a population that was drawn whole nothing is left open: its rate is known.
        """
        if self.not_tested:
            return None
        if self.drawn == self.population:
            return Fraction(deviating, self.population)
        return highest_rate(self.drawn, deviating)

    def detection_at(self, rate: Fraction) -> Fraction | None:
        """Return the chance to meet a deviation if a share of the population deviated.

        At least one record does: a share that makes less than one is one.
        """
        if self.not_tested:
            return None
        many = max(1, min(self.population, int(self.population * rate)))
        return chance_to_meet(self.population, many, self.size)


def percent(value: Fraction, digits: int = 1) -> str:
    """Return a share as people read it; what is not certain is never shown as certain."""
    step = 10**digits
    parts = round(value * 100 * step)
    if value < 1 and parts == 100 * step:
        parts -= 1
    if value > 0 and parts == 0:
        return f"below {_decimal(1, digits)} %"
    return f"{_decimal(parts, digits)} %"


def _decimal(parts: int, digits: int) -> str:
    whole, rest = divmod(parts, 10**digits)
    return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
