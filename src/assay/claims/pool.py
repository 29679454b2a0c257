"""Which records are drawn from: those of one slice of the window, or of one site and team in it."""

from dataclasses import dataclass
from typing import Final

OUTSIDE: Final = -1
UNDATED: Final = -2


@dataclass(frozen=True, slots=True)
class Pool:
    """The records of one slice; nothing said of site and team means any.

    Slices are counted from nought.  Records outside the window are in the slice
    -1, and records of which nobody knows the day in -2.
    """

    place: int
    site: str | None = None
    team: str | None = None
