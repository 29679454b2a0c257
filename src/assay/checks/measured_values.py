"""Measured values as people read them: durations, working days, numbers, days."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from assay.claims.expressions import DAY, MICROSECONDS
from assay.claims.population_test import Measures

_MINUTE: Final = 60 * MICROSECONDS
_HOUR: Final = 60 * _MINUTE
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_FACTS: Final = (
    *("gap_from", "window_from", "window_until", "since", "last_at"),
    *("oldest_at", "needed_from"),
)
_INSTANT_FACTS: Final = ("first_at", "then_at")


def told_value(value: Any, measures: Measures) -> str:  # noqa: ANN401 - as the database has it
    """Return a measured value; empty where nothing was measured."""
    if value is None:
        return ""
    match measures:
        case Measures.TIME:
            return told_duration(int(value))
        case Measures.WORKING_DAYS:
            return f"{told_number(value)} working days"
        case Measures.NUMBER:
            return told_number(value)


def told_duration(microseconds: int) -> str:
    """Return a length of time: whole days by themselves, else in two units."""
    sign, size = ("-", -microseconds) if microseconds < 0 else ("", microseconds)
    days, rest = divmod(size, DAY)
    hours, minutes = rest // _HOUR, rest % _HOUR // _MINUTE
    if days and not rest:
        return f"{sign}{days} {'day' if days == 1 else 'days'}"
    if days:
        return f"{sign}{days} d {hours} h" if hours else f"{sign}{days} d {minutes} min"
    if hours:
        return f"{sign}{hours} h {minutes} min" if minutes else f"{sign}{hours} h"
    return f"{sign}{minutes} min" if minutes or not size else f"{sign}{size // MICROSECONDS} s"


def told_number(value: Any) -> str:  # noqa: ANN401 - a whole number, a Decimal or a Fraction
    """Return a number without digits that say nothing, and with two where it has more."""
    number = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    exact = Decimal(number)
    short = exact.quantize(Decimal("0.01"))
    return f"{(short if exact != exact.to_integral() else exact).normalize():f}"


def told_day(microseconds: int) -> str:
    """Return the day that a midnight begins."""
    return str((_EPOCH + timedelta(microseconds=microseconds)).date())


def told_instant(microseconds: int) -> str:
    """Return an instant in UTC."""
    return f"{_EPOCH + timedelta(microseconds=microseconds):%Y-%m-%d %H:%M} UTC"


def told_facts(facts: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the further values of a deviation; what is not there is left out."""
    return {name: _told(name, value) for name, value in facts.items() if value is not None}


def _told(name: str, value: Any) -> str:  # noqa: ANN401 - as the database has it
    if name in _DAY_FACTS:
        return told_day(int(value))
    if name in _INSTANT_FACTS or name.endswith("_at"):
        return told_instant(int(value))
    return told_number(value) if isinstance(value, int | Decimal) else str(value)
