"""What a cell comes to: a value, nothing, or something that cannot be read."""

from enum import Enum, auto
from typing import Final, NamedTuple, TypeAlias


class Nothing(Enum):
    """The one value that stands for a cell in which nothing is said."""

    SAID = auto()


NOTHING: Final = Nothing.SAID


class Unreadable(NamedTuple):
    """What would have done where a cell holds something else."""

    expected: str


Value: TypeAlias = object
"""What a field takes, or ``NOTHING``, or ``Unreadable``."""
