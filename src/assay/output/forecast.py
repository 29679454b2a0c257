"""A forecast of Stage 2 and its earliest honest date, as JSON for programs."""

from datetime import date
from typing import Any

from assay.assessment.earliest_stage2 import EarliestStage2
from assay.assessment.forecast import ControlForecast, Forecast, GradeForecast
from assay.output.sample import share


def forecast_as_json(
    organisation: str,
    as_of: date,
    forecast: Forecast,
    earliest: EarliestStage2,
    stage2_on: date | None = None,
) -> dict[str, Any]:
    """Return a forecast in its stable form."""
    return {
        "organisation": organisation,
        "as_of": as_of.isoformat(),
        "earliest_stage2": earliest_as_json(earliest, stage2_on),
        "complete": forecast.complete,
        "grades": [_grade(each) for each in forecast.grades],
        "controls": [_control(each) for each in forecast.controls],
        "unknown": [{"control": each.control, "why": each.why} for each in forecast.unknown],
        "assumptions": list(forecast.assumptions),
    }


def earliest_as_json(earliest: EarliestStage2, stage2_on: date | None = None) -> dict[str, Any]:
    """Return the earliest honest date with what binds it; a planned day is held against it."""
    binding = earliest.binding
    return {
        "earliest_on": earliest.earliest_on.isoformat() if earliest.earliest_on else None,
        "binding": binding.what if binding else "",
        "because": binding.because if binding else "",
        "undated": [{"control": each.control, "why": each.why} for each in earliest.undated],
        "bounds": [
            {
                "what": each.what,
                "earliest_on": each.earliest_on.isoformat(),
                "because": each.because,
            }
            for each in earliest.bounds
        ],
        "planned_on": stage2_on.isoformat() if stage2_on else None,
        "planned_is_honest": earliest.allows(stage2_on) if stage2_on else None,
    }


def _grade(told: GradeForecast) -> dict[str, Any]:
    return {
        "grade": told.grade.value,
        "expected": round(float(told.expected), 6),
        "at_least_one": share(told.at_least_one),
        "distribution": [share(each) for each in told.distribution],
    }


def _control(told: ControlForecast) -> dict[str, Any]:
    return {
        "control": told.of.control,
        "grade": told.of.grade.value,
        "population": told.of.population,
        "deviations": told.of.deviations,
        "sample": told.of.size,
        "chance": share(told.chance),
        "customary": {str(size): share(chance) for size, chance in told.customary.items()},
    }
