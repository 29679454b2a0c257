"""One sample as JSON for programs: what was drawn, why, and all that drawing again takes."""

from fractions import Fraction
from typing import Any

from assay.assessment.sampling.draw import DrawnRecord, Sample
from assay.assessment.sampling.sample_sheet import SUPPOSED_RATE, Beside, SampleSheet
from assay.assessment.sampling.slices import Slice
from assay.assessment.sampling.statistics import CUSTOMARY_SIZES, SampleStatistics, chance_to_meet
from assay.output.figures import statement_as_json

_DECIMALS = 6


def sample_as_json(sheet: SampleSheet) -> dict[str, Any]:
    """Return a sample in its stable form."""
    sample, plan = sheet.sample, sheet.sample.plan
    window = plan.window
    return {
        "organisation": sheet.organisation,
        "as_of": window.window.last_on.isoformat(),
        "profile": sheet.profile,
        "stage": plan.stage.value,
        "family": plan.population.family,
        "only": plan.only,
        "seed": plan.seed,
        "seed_from": "named" if sheet.seed_named else "organisation, family and audit date",
        "ordered_by": "SHA-256 of seed|key in hex, then the row of the source",
        "population": {
            "records": plan.population.row_count,
            "content_hash": plan.population.content_hash,
            "sources": [statement_as_json(each) for each in plan.population.sources],
            "in_window": sample.in_window,
            "outside": sample.outside,
            "undated": sample.undated,
        },
        "window": {
            "from_on": window.window.first_on.isoformat(),
            "until_on": window.window.last_on.isoformat(),
            "months": window.months,
            "every": window.every.value if window.every else "",
            "low_frequency": window.low_frequency,
        },
        "size": {"wanted": plan.size.wanted, "because": plan.size.because},
        "at_random": plan.at_random,
        "too_small": sample.too_small,
        "expected": sample.expected,
        "units": plan.units,
        "drawn": [_record(each) for each in sample.records],
        "empty_slices": [_slice(each) for each in sample.empty_slices],
        "unreached": [{"kind": mark.value, "name": name} for mark, name in sample.unreached],
        "statistics": _statistics(sample, sheet.statistics),
        "tested": [_tested(each) for each in sheet.tested],
    }


def _record(drawn: DrawnRecord) -> dict[str, Any]:
    record = drawn.record
    return {
        "key": record.key,
        "source_row": record.row,
        "day": record.day.isoformat() if record.day else "",
        "site": record.site,
        "team": record.team,
        "slice": _slice(drawn.place),
        "instead_of": _slice(drawn.own) if drawn.own and drawn.displaced else None,
        "because": drawn.because,
    }


def _slice(slice_: Slice) -> dict[str, str]:
    return {"from_on": slice_.first_on.isoformat(), "until_on": slice_.last_on.isoformat()}


def share(value: Fraction | None) -> float | None:
    """Return a chance or rate as JSON has it: six decimals, and never certain where it is not."""
    if value is None:
        return None
    rounded = round(float(value), _DECIMALS)
    least = 10**-_DECIMALS
    return min(rounded, 1 - least) if value < 1 else rounded


def _statistics(sample: Sample, told: SampleStatistics) -> dict[str, Any]:
    of = sample.in_window
    supposed = max(1, min(of, int(of * SUPPOSED_RATE))) if of else 0
    return {
        "not_tested": told.not_tested,
        "highest_rate_if_none_deviates": share(told.highest_rate(0)),
        "supposed_rate": share(SUPPOSED_RATE),
        "detection_at_supposed_rate": share(told.detection_at(SUPPOSED_RATE)),
        "customary_at_supposed_rate": {
            str(size): share(chance_to_meet(of, supposed, size)) if of else None
            for size in CUSTOMARY_SIZES
        },
    }


def _tested(beside: Beside) -> dict[str, Any]:
    told = beside.statistics
    return {
        "check": beside.check,
        "claim": beside.figures.claim,
        "population": told.population,
        "deviations": told.deviations,
        "detection": share(told.detection.chance) if told.detection else None,
        "customary": {str(each.size): share(each.chance) for each in told.customary},
    }
