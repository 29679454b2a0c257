"""Where each objective stands against its target, and which way it went since its baseline.

What a newcomer would get wrong: an objective that nobody measured did not
improve, and did not stay as it was either.  Of it there is no data.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assay.checks.operation import Operation
from assay.domain.measurement import Measurement
from assay.domain.objective import Direction, Objective


class Trend(StrEnum):
    """Which way an objective went since its baseline."""

    IMPROVED = "improved"
    FLAT = "flat"
    WORSE = "worse"
    NO_DATA = "no data"


@dataclass(frozen=True, slots=True)
class Standing:
    """One objective with its values of the window, the latest last."""

    objective: Objective
    values: tuple[Measurement, ...]
    trend: Trend

    @property
    def latest(self) -> Measurement | None:
        """Return the last value of the window."""
        return self.values[-1] if self.values else None

    @property
    def reached(self) -> bool | None:
        """Say whether the last value meets the target; nothing where that cannot be told."""
        target, direction = self.objective.target, self.objective.direction
        if self.latest is None or target is None or direction is None:
            return None
        return direction.reached(self.latest.value, target)


def standings(operation: Operation) -> tuple[Standing, ...]:
    """Return where each objective stands as of the day of asking."""
    first_on, last_on = operation.days()
    values: dict[str, list[Measurement]] = {}
    for each in operation[Measurement].values():
        if first_on <= each.measured_on <= last_on:
            values.setdefault(each.of, []).append(each)
    found = []
    for objective in operation[Objective].values():
        own = sorted(values.get(objective.key, ()), key=lambda each: (each.measured_on, each.key))
        latest = own[-1].value if own else None
        found.append(Standing(objective, tuple(own), trend_of(objective, latest)))
    return tuple(found)


def trend_of(objective: Objective, latest: Decimal | None) -> Trend:
    """Return which way a value went from the baseline, on the side that is better."""
    before, direction = objective.baseline, objective.direction
    if latest is None or before is None or direction is None:
        return Trend.NO_DATA
    if latest == before:
        return Trend.FLAT
    return Trend.IMPROVED if (latest > before) is (direction is Direction.AT_LEAST) else Trend.WORSE
