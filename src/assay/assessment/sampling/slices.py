"""The window cut into as many slices as records are drawn, so that examples span all of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from assay.checks.facts.calendar import Window


@dataclass(frozen=True, slots=True)
class Slice:
    """Some days of the window, both ends included, counted from nought."""

    place: int
    first_on: date
    last_on: date

    def __str__(self) -> str:
        return f"{self.first_on} to {self.last_on}"


def cut(window: Window, size: int) -> tuple[Slice, ...]:
    """Return the slices of a window; never more of them than it has days."""
    days = (window.last_on - window.first_on).days + 1
    many = min(size, days)
    begins = [window.first_on + timedelta(days=place * days // many) for place in range(many)]
    ends = [*(day - timedelta(days=1) for day in begins[1:]), window.last_on]
    return tuple(Slice(place, *both) for place, both in enumerate(zip(begins, ends, strict=True)))
