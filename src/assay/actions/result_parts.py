"""Parts of a kept result beside the two stages: what is foretold, and how often chains break."""

from typing import Any, Final

from assay.assessment.break_rates import rate_breaks
from assay.assessment.earliest_stage2 import earliest_stage2
from assay.assessment.forecast import forecast
from assay.assessment.forecast_inputs import control_populations, control_records, weights_of
from assay.assessment.stage1 import Stage1
from assay.assessment.stage2 import Stage2
from assay.checks.facts.stage_days import stage1_day, stage2_day
from assay.checks.facts.stand_still import stand_still
from assay.checks.operation import Operation
from assay.engine.records import EngineRecords
from assay.engine.tracing import count_breaks, count_chains, list_broken
from assay.output.forecast import earliest_as_json, forecast_as_json
from assay.output.trace import broken_as_json, rates_as_json

_MOST_CASES: Final = 50
_JOBS: Final = "work_order"


def foretold(operation: Operation, stage1: Stage1, stage2: Stage2) -> dict[str, Any]:
    """Return the forecast of Stage 2, and its earliest honest date."""
    weights = weights_of(operation, stage1)
    earliest = earliest_stage2(
        control_records(operation, weights), stage1_day(operation), operation.profile
    )
    planned_on = stage2_day(operation)
    told = forecast(control_populations(operation, stage2, weights))
    organisation = operation.dossier.organisation
    return {
        "forecast": forecast_as_json(organisation, operation.as_of, told, earliest, planned_on),
        "earliest": earliest_as_json(earliest, planned_on),
    }


def breaks(operation: Operation) -> dict[str, Any] | None:
    """Return how often the chains of jobs break; nothing where no jobs are recorded."""
    records = operation.populations
    if not isinstance(records, EngineRecords) or operation.members(_JOBS) is None:
        return None
    still = stand_still(operation)
    tally = count_chains(records.backend, still)
    return {
        "cases": tally.population,
        "in_hand": tally.not_applicable,
        "broken": tally.deviating,
        "rates": rates_as_json(rate_breaks(count_breaks(records.backend, still))),
        "first_broken": broken_as_json(list_broken(records.backend, still, limit=_MOST_CASES)),
    }
