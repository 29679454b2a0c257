"""How much a finding weighs, in the words that both stages share."""

from enum import StrEnum


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
