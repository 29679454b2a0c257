"""One job on a page, as a line of eight steps with its breaks, from any record of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse

from assay.actions.checked_out import check_out
from assay.actions.kept_results import STAGE2
from assay.actions.stored_operation import stored_operation
from assay.assessment.finding_cases import find_nodes
from assay.assessment.genealogy import find_origins, follow_genealogy
from assay.assessment.nonconformity_life import follow_life
from assay.checks.facts.stand_still import stand_still
from assay.checks.operation import Operation
from assay.engine.records import EngineRecords
from assay.engine.tracing import look_up_in, trace_nodes
from assay.output import trace as written
from assay.web.results import result_for
from assay.web.rooms.stage2.views import show
from assay.web.visit import Visit, organisation_page

CSS = {"present": "kept", "missing": "broken"}


@organisation_page()
def traces(visit: Visit) -> HttpResponse:
    """Show the trace of a record, or how often chains break over all records."""
    key = visit.request.GET.get("key", "").strip()
    result = result_for(visit, STAGE2)
    told: dict[str, Any] = {}
    if key:
        with stored_operation(check_out(visit.dossier, visit.day)) as (operation, _):
            told = _told(operation, key)
    rates = result.get("breaks")
    sheet = _sheet(rates["rates"]) if rates else None
    return show(visit, "traces", result, key=key, told=told, rates=rates, sheet=sheet)


def _sheet(rates: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the break rates with a line for each site and a column for each step."""
    steps: dict[str, str] = {}
    lines: dict[str, dict[str, Mapping[str, Any]]] = {}
    for rate in rates:
        steps.setdefault(rate["step"], rate.get("title") or rate["step"])
        lines.setdefault(rate["site"], {})[rate["step"]] = rate
    return {
        "steps": list(steps.values()),
        "lines": [
            (site or "All", [found.get(step) for step in steps]) for site, found in lines.items()
        ],
    }


def _told(operation: Operation, key: str) -> dict[str, Any]:
    records = operation.populations
    if not isinstance(records, EngineRecords):
        return {}
    look_up = look_up_in(records.backend)
    nodes = find_nodes(look_up, key)
    life = follow_life(look_up, key)
    traced = trace_nodes(records.backend, nodes, stand_still(operation))
    origins = [follow_genealogy(look_up, each) for each in find_origins(look_up, key)]
    return {
        "nodes": [str(each) for each in nodes],
        "traces": [_shown(written.trace_as_json(each)) for each in traced],
        "genealogy": [list(written.genealogy_lines(each)) for each in origins],
        "life": list(written.life_lines(life)) if life else [],
    }


def _shown(trace: dict[str, Any]) -> dict[str, Any]:
    broken = {each["step"] for each in trace["breaks"]}
    return {
        **trace,
        "steps": [
            {
                **step,
                "css": "broken" if step["step"] in broken else CSS.get(step["state"], "none"),
            }
            for step in trace["steps"]
        ],
    }
