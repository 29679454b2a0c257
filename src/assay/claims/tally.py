"""What came of one population test: how many members fell to which side.

Every member is on one side, and that is asserted each time.  Nothing tested is
not the same as nothing wrong: a population without members, a trigger that
never happened, records that decide nothing are told apart, and none conforms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Self


class Side(IntEnum):
    """Where one member of a population fell; the numbers are those in the SQL."""

    NOT_APPLICABLE = 0
    EXCEPTED = 1
    UNDECIDABLE = 2
    DEVIATING = 3
    CONFORMING = 4


class Verdict(StrEnum):
    """What a whole population says of a promise."""

    CONFORMS = "conforms"
    DEVIATES = "deviates"
    NOT_TESTED = "not tested"


class NotTested(StrEnum):
    """Why a population says nothing."""

    EMPTY = "the population is empty"
    NEVER_HAPPENED = "what the promise is about never happened"
    ALL_EXCEPTED = "every case it applies to was excepted"
    UNDECIDABLE = "no case it applies to can be decided"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many members there are, and on which side."""

    population: int
    not_applicable: int
    excepted: int
    undecidable: int
    deviating: int
    conforming: int

    def __post_init__(self) -> None:
        sides = self.not_applicable + self.excepted + self.undecidable + self.decided
        if self.population != sides:
            raise AssertionError(f"{self.population} members, but {sides} on one side or another")

    @property
    def decided(self) -> int:
        """Return how many members say something of the promise."""
        return self.deviating + self.conforming

    @property
    def rate(self) -> Fraction | None:
        """Return the share of deviations among what was tested."""
        return Fraction(self.deviating, self.decided) if self.decided else None

    @property
    def not_tested_because(self) -> NotTested | None:
        """Return why nothing was tested; nothing where something was."""
        if self.decided:
            return None
        if not self.population:
            return NotTested.EMPTY
        if self.undecidable:
            return NotTested.UNDECIDABLE
        return NotTested.ALL_EXCEPTED if self.excepted else NotTested.NEVER_HAPPENED

    @property
    def verdict(self) -> Verdict:
        """Return what the population says."""
        if not self.decided:
            return Verdict.NOT_TESTED
        return Verdict.DEVIATES if self.deviating else Verdict.CONFORMS

    @classmethod
    def over(cls, tallies: Iterable[Self]) -> Self:
        """Return the tally of several groups together."""
        every = [
            (
                each.population,
                each.not_applicable,
                each.excepted,
                each.undecidable,
                each.deviating,
                each.conforming,
            )
            for each in tallies
        ]
        return cls(*(sum(column) for column in zip(*every, strict=True))) if every else cls.none()

    @classmethod
    def none(cls) -> Self:
        """Return the tally of no members."""
        return cls(0, 0, 0, 0, 0, 0)
