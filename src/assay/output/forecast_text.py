"""A forecast of Stage 2 as lines for people: when, what to expect, and what nobody knows."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import groupby

from assay.assessment.earliest_stage2 import EarliestStage2
from assay.assessment.forecast import ControlForecast, Forecast, GradeForecast
from assay.assessment.sampling.statistics import percent

_BOUNDS_SHOWN = 4
_SHOWN = 15
_LEAST_SHOWN = Fraction(1, 100)


def forecast_lines(
    organisation: str,
    as_of: date,
    forecast: Forecast,
    earliest: EarliestStage2,
    stage2_on: date | None = None,
) -> Iterator[str]:
    """Yield a forecast as lines of text."""
    yield f"{organisation}: forecast of Stage 2 as of {as_of}"
    yield ""
    yield from _earliest(earliest, stage2_on)
    yield ""
    yield from _expected(forecast)
    yield from _controls(forecast)
    yield from _unknown(forecast)
    yield ""
    yield "Taken for granted"
    yield from (f"  {each}" for each in forecast.assumptions)


def _earliest(earliest: EarliestStage2, stage2_on: date | None) -> Iterator[str]:
    if earliest.earliest_on is None:
        yield "Earliest honest date: none yet"
        for why, group in groupby(sorted(earliest.undated, key=_why), key=_why):
            controls = [each.control for each in group]
            yield f"  {_some(controls)}: {why}"
    else:
        yield f"Earliest honest date: {earliest.earliest_on}"
    for each in earliest.bounds[:_BOUNDS_SHOWN]:
        yield f"  {each.earliest_on}  {each.what}: {each.because}"
    if more := len(earliest.bounds[_BOUNDS_SHOWN:]):
        yield f"  and {more} more that bind less"
    if stage2_on is not None:
        honest = "is honest" if earliest.allows(stage2_on) else "is not honest yet"
        yield f"Stage 2 on {stage2_on} {honest}."


def _why(each: object) -> str:
    return str(getattr(each, "why", ""))


def _some(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _expected(forecast: Forecast) -> Iterator[str]:
    if not forecast.controls:
        yield "Nothing was tested, so nothing can be foretold."
        return
    yield "Findings to expect" if forecast.complete else "Findings to expect, at the least"
    yield from (f"  {_grade(each)}" for each in forecast.grades)


def _grade(told: GradeForecast) -> str:
    shares = ", ".join(
        f"{many or 'none'} {percent(chance, 0)}"
        for many, chance in enumerate(told.distribution)
        if chance >= _LEAST_SHOWN
    )
    return f"{told.grade}: {float(told.expected):.1f} ({shares})"


def _controls(forecast: Forecast) -> Iterator[str]:
    met = [each for each in forecast.controls if each.chance]
    clean = len(forecast.controls) - len(met)
    if met:
        yield ""
        yield "What a sample may meet"
        yield from (f"  {_control(each)}" for each in met)
    if clean:
        yield ""
        many = "1 test" if clean == 1 else f"{clean} tests"
        yield f"Without any deviation in the whole population: {many}."


def _control(told: ControlForecast) -> str:
    of = told.of
    customary = ", ".join(f"of {size} {percent(chance)}" for size, chance in told.customary.items())
    return (
        f"{of.control}: {of.deviations:,} of {of.population:,} deviate; "
        f"a sample of {of.size} meets one with {percent(told.chance)} ({customary})"
    )


def _unknown(forecast: Forecast) -> Iterator[str]:
    if not forecast.unknown:
        return
    yield ""
    yield f"Unknown ({len(forecast.unknown)}), and in no figure"
    for why, group in groupby(sorted(forecast.unknown, key=_why), key=_why):
        yield f"  {why}: {_some([each.control for each in group])}"
