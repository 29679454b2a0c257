"""How much a finding weighs, in the words that both stages share."""

from enum import StrEnum
from typing import Final


class Grade(StrEnum):
    """The five weights of a finding; only the first two are nonconformities."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"
    OPPORTUNITY = "opportunity"
    CONCERN = "concern"

    @property
    def nonconformity(self) -> bool:
        """Say whether a requirement is held to be broken."""
        return self in {Grade.MAJOR, Grade.MINOR}


HEAVIEST_FIRST: Final = (
    Grade.MAJOR,
    Grade.MINOR,
    Grade.CONCERN,
    Grade.OBSERVATION,
    Grade.OPPORTUNITY,
)
"""The order in which findings are shown and the heaviest of several is found."""
